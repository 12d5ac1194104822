//! Signing keys that change in turn.

use std::time::Duration;

use futures_util::future::join_all;
use orion_auth::keys::{KeyRing, Timeline};
use orion_infra::testing;

use crate::support::{Clock, World, key_of, worlds};

const EMAIL: &str = "grace@example.com";
const DAY: Duration = Duration::from_hours(24);
const MONTHLY: Timeline = Timeline {
    rotation: Duration::from_hours(30 * 24),
    keep: Duration::from_mins(12),
};

/// The key that signs now, by what a fresh token says.
async fn signing(world: &World) -> String {
    key_of(&world.pair(EMAIL).await.access)
}

/// The keys that are published.
async fn published(world: &World) -> Vec<String> {
    let answer = world.get("/.well-known/jwks.json").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("cache-control"), "public, max-age=300");
    let keys = answer.body["keys"].as_array().unwrap();
    for key in keys {
        assert_eq!(key["kty"], "OKP");
        assert_eq!(key["crv"], "Ed25519");
        assert_eq!(key["alg"], "EdDSA");
        assert_eq!(key["use"], "sig");
        assert!(key.get("d").is_none(), "a private key is published");
    }
    keys.iter()
        .map(|key| key["kid"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_published_before_it_signs_and_after() {
    for world in worlds().await {
        world.register(EMAIL).await;
        let first = signing(&world).await;
        assert_eq!(published(&world).await, [first.as_str()]);

        world.clock.advance(DAY * 29);
        world.turn_keys().await;
        let both = published(&world).await;
        assert_eq!(both.len(), 2);
        assert_eq!(both[0], first);
        assert_eq!(signing(&world).await, first);

        // The turn comes by the clock alone: nobody has to look for it.
        world.clock.advance(DAY);
        let old = world.pair(EMAIL).await;
        assert_eq!(key_of(&old.access), both[1]);
        assert_eq!(published(&world).await, both);

        world.clock.advance(MONTHLY.keep);
        world.turn_keys().await;
        assert_eq!(published(&world).await, both[1..]);
        assert_eq!(world.count("SELECT COUNT(*) FROM signing_keys").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_outlives_the_turn_of_its_key() {
    let world = World::since(DAY * 30, |_| {}).await;
    world.register(EMAIL).await;
    let first = signing(&world).await;
    world.clock.advance(DAY * 29);
    world.turn_keys().await;
    world.clock.advance(Duration::from_mins(24 * 60 - 1));
    let last = world.pair(EMAIL).await;
    assert_eq!(key_of(&last.access), first);
    world.clock.advance(Duration::from_mins(1));
    world.turn_keys().await;
    assert_ne!(signing(&world).await, first);
    let answer = world.introspect(&last.access, &last.access).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.body["active"], true);
    world.verify_as_another_service(&last.access).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn instances_agree_whoever_comes_first() {
    for database in testing::databases(&orion_auth::store::MIGRATIONS).await {
        let clock = Clock::now();
        let open = || KeyRing::open((*database).clone(), clock.tell(), MONTHLY);
        let rings: Vec<_> = join_all((0..6).map(|_| open()))
            .await
            .into_iter()
            .map(Result::unwrap)
            .collect();
        for turn in 0..4 {
            let signing: Vec<_> = rings
                .iter()
                .map(|ring| ring.signing().unwrap().id().to_owned())
                .collect();
            assert!(
                signing.iter().all(|id| *id == signing[0]),
                "turn {turn}: {signing:?}"
            );
            let published: Vec<_> = rings.iter().map(KeyRing::published).collect();
            assert!(
                published.iter().all(|keys| *keys == published[0]),
                "turn {turn}"
            );

            clock.advance(DAY * 29);
            for turned in join_all(rings.iter().map(KeyRing::turn)).await {
                turned.unwrap();
            }
            // Who added nothing may have looked before the others were through.
            for turned in join_all(rings.iter().map(KeyRing::turn)).await {
                turned.unwrap();
            }
            clock.advance(DAY);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_goes_on_with_the_same_key() {
    for mut world in worlds().await {
        world.register(EMAIL).await;
        let pair = world.pair(EMAIL).await;
        world.restart_as_it_was().await.unwrap();
        assert_eq!(signing(&world).await, key_of(&pair.access));
        assert_eq!(
            world.introspect(&pair.access, &pair.access).await.status,
            200
        );
    }
}
