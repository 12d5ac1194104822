//! Which tokens hold.

use orion_contracts::auth::v1::{Claims, Jwks};
use orion_infra::identity::{SigningKey, Tokens, Unverified};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::forged::{header, signed, unsigned, with_hmac};
use super::{published, sound};

/// A key, and who knows it.
fn known() -> (SigningKey, Tokens) {
    let key = SigningKey::generate().unwrap();
    let tokens = Tokens::local(published(&[&key]));
    (key, tokens)
}

async fn judged(key: &SigningKey, tokens: &Tokens, claims: &Claims) -> Option<Unverified> {
    let token = key.sign(claims).unwrap();
    tokens.verify(token.expose()).await.err()
}

#[tokio::test]
async fn a_sound_token_says_what_was_signed_however_often_it_is_asked() {
    let (key, tokens) = known();
    let claims = sound();
    let token = key.sign(&claims).unwrap();
    for _ in 0..3 {
        assert_eq!(tokens.verify(token.expose()).await.unwrap(), claims);
    }
    let by_hand = signed(&key, &header(&key), &claims);
    assert_eq!(tokens.verify(&by_hand).await.unwrap(), claims);
}

#[tokio::test]
async fn time_is_judged_with_a_leeway_of_half_a_minute() {
    let (key, tokens) = known();
    let now = sound().iat;
    let expired = |ago| Claims {
        exp: now - ago,
        ..sound()
    };
    assert_eq!(judged(&key, &tokens, &expired(20)).await, None);
    assert_eq!(
        judged(&key, &tokens, &expired(60)).await,
        Some(Unverified::Expired)
    );
    let early = |ahead| Claims {
        nbf: now + ahead,
        ..sound()
    };
    assert_eq!(judged(&key, &tokens, &early(20)).await, None);
    assert_eq!(
        judged(&key, &tokens, &early(60)).await,
        Some(Unverified::Early)
    );
    let before_time = Claims { exp: -1, ..sound() };
    assert_eq!(
        judged(&key, &tokens, &before_time).await,
        Some(Unverified::Malformed)
    );
}

#[tokio::test]
async fn others_tokens_are_refused() {
    let (key, tokens) = known();
    let issuer = Claims {
        iss: "another".to_owned(),
        ..sound()
    };
    assert_eq!(
        judged(&key, &tokens, &issuer).await,
        Some(Unverified::Issuer)
    );
    let audience = Claims {
        aud: "another".to_owned(),
        ..sound()
    };
    assert_eq!(
        judged(&key, &tokens, &audience).await,
        Some(Unverified::Audience)
    );
    let other = SigningKey::generate().unwrap();
    assert_eq!(
        judged(&other, &tokens, &sound()).await,
        Some(Unverified::UnknownKey)
    );
    let in_its_name = signed(&other, &header(&key), &sound());
    assert_eq!(
        tokens.verify(&in_its_name).await,
        Err(Unverified::Signature)
    );
}

#[tokio::test]
async fn the_algorithm_is_not_the_token_s_to_choose() {
    let (key, tokens) = known();
    assert_eq!(
        tokens.verify(&unsigned(&key, &sound())).await,
        Err(Unverified::Malformed)
    );
    assert_eq!(
        tokens.verify(&with_hmac(&key, &sound())).await,
        Err(Unverified::Algorithm)
    );
    for algorithm in ["none", "None", "HS512", "RS256", "ES256", "PS256", ""] {
        let mut header = header(&key);
        header["alg"] = algorithm.into();
        let token = signed(&key, &header, &sound());
        assert!(tokens.verify(&token).await.is_err(), "{algorithm}");
    }
}

#[tokio::test]
async fn a_header_that_says_something_else_is_refused() {
    let (key, tokens) = known();
    let refused = async |change: &dyn Fn(&mut Value)| {
        let mut header = header(&key);
        change(&mut header);
        tokens
            .verify(&signed(&key, &header, &sound()))
            .await
            .unwrap_err()
    };
    assert_eq!(
        refused(&|header| header["typ"] = "JWT".into()).await,
        Unverified::Malformed
    );
    assert_eq!(
        refused(&|header| header["typ"] = Value::Null).await,
        Unverified::Malformed
    );
    assert_eq!(
        refused(&|header| header["crit"] = json!(["b64"])).await,
        Unverified::Malformed
    );
    assert_eq!(
        refused(&|header| header["kid"] = Value::Null).await,
        Unverified::UnknownKey
    );
    assert_eq!(
        refused(&|header| header["kid"] = "../../key".into()).await,
        Unverified::UnknownKey
    );
    // A key that the token brings with it is nobody's.
    let embedded = SigningKey::generate().unwrap();
    let mut own = header(&embedded);
    own["jwk"] = serde_json::to_value(embedded.jwk()).unwrap();
    let token = signed(&embedded, &own, &sound());
    assert_eq!(tokens.verify(&token).await, Err(Unverified::UnknownKey));
}

#[tokio::test]
async fn claims_that_are_missing_or_of_another_shape_are_refused() {
    let (key, tokens) = known();
    let claims = serde_json::to_value(sound()).unwrap();
    for name in [
        "iss", "aud", "sub", "iat", "nbf", "exp", "jti", "sid", "roles",
    ] {
        let mut without = claims.clone();
        without.as_object_mut().unwrap().remove(name);
        let token = signed(&key, &header(&key), &without);
        assert_eq!(
            tokens.verify(&token).await,
            Err(Unverified::Malformed),
            "{name}"
        );
        let mut other = claims.clone();
        other[name] = json!({});
        let token = signed(&key, &header(&key), &other);
        assert_eq!(
            tokens.verify(&token).await,
            Err(Unverified::Malformed),
            "{name}"
        );
    }
}

#[tokio::test]
async fn keys_of_another_kind_are_passed_over() {
    let key = SigningKey::generate().unwrap();
    let changes: [&dyn Fn(&mut orion_contracts::auth::v1::Jwk); 5] = [
        &|jwk| jwk.kty = "RSA".to_owned(),
        &|jwk| jwk.crv = "X25519".to_owned(),
        &|jwk| jwk.alg = Some("HS256".to_owned()),
        &|jwk| jwk.usage = Some("enc".to_owned()),
        &|jwk| jwk.x.truncate(20),
    ];
    for change in changes {
        let mut jwk = key.jwk();
        change(&mut jwk);
        let tokens = Tokens::local(Jwks { keys: vec![jwk] });
        assert_eq!(
            judged(&key, &tokens, &sound()).await,
            Some(Unverified::UnknownKey)
        );
    }
}

#[tokio::test]
async fn nothing_that_is_shown_has_a_token_in_it() {
    let (key, tokens) = known();
    let token = key.sign(&sound()).unwrap();
    tokens.verify(token.expose()).await.unwrap();
    for shown in [
        format!("{tokens:?}"),
        format!("{token:?}"),
        format!("{key:?}"),
    ] {
        assert!(!shown.contains(token.expose()), "{shown}");
        assert!(!shown.contains(&key.to_text()), "{shown}");
    }
}

proptest! {
    #[test]
    fn garbage_is_refused(text in "\\PC{0,200}", parts in prop::collection::vec("[A-Za-z0-9_-]{0,60}", 0..5)) {
        let (_, tokens) = known();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            assert!(tokens.verify(&text).await.is_err());
            assert!(tokens.verify(&parts.join(".")).await.is_err());
        });
    }

    #[test]
    fn a_token_that_was_changed_anywhere_is_refused(place: prop::sample::Index, byte in "[A-Za-z0-9_.-]") {
        let (key, tokens) = known();
        let token = key.sign(&sound()).unwrap();
        let mut changed = token.expose().to_owned();
        let place = place.index(changed.len());
        changed.replace_range(place..=place, &byte);
        prop_assume!(changed != token.expose());
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        assert!(runtime.block_on(tokens.verify(&changed)).is_err());
    }
}

#[tokio::test]
async fn a_token_that_is_too_long_is_not_looked_at() {
    let (_, tokens) = known();
    assert_eq!(
        tokens.verify(&"a".repeat(100_000)).await,
        Err(Unverified::Malformed)
    );
}
