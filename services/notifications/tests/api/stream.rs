//! Notifications as they come: who may listen, what they hear, and how a stream ends.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use orion_contracts::UserId;
use orion_contracts::auth::v1::{Claims, Role};
use orion_infra::database::{Dialect, new_id};
use orion_infra::testing::claims;
use orion_notifications::live::{Pace, Scope};
use reqwest::Method;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;

use crate::socket::Socket;
use crate::world::{
    Otherwise, PATIENCE, deleted, eventually, everywhere, everywhere_with, registered, updated,
};

const AWAY: u16 = 1001;
const POLICY: u16 = 1008;
const AGAIN: u16 = 1013;

#[tokio::test(flavor = "multi_thread")]
async fn only_who_shows_a_token_may_listen() {
    for world in everywhere().await {
        let ada = UserId(new_id());
        let old = Claims {
            exp: (Timestamp::now() - SignedDuration::from_mins(5)).as_second(),
            ..claims(ada, &[Role::User])
        };
        let old = world.sign(&old);
        let at = &world.first;
        assert_eq!(Socket::open(at, None, false).await.err(), Some(401));
        assert_eq!(Socket::open(at, Some(&old), false).await.err(), Some(401));
        let token = world.token(ada);
        assert_eq!(Socket::open(at, Some(&token), true).await.err(), Some(403));
        assert!(Socket::open(at, Some(&token), false).await.is_ok());
        assert!(
            Socket::open(at, Some(&world.admin_token()), true)
                .await
                .is_ok()
        );

        let plain = world.ask(Method::GET, "/v1/notifications/stream", ada);
        assert_eq!(plain.send().await.unwrap().status(), 426);
        let plain = world.ask(Method::GET, "/v1/notifications/stream?all=perhaps", ada);
        assert_eq!(plain.send().await.unwrap().status(), 400);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_hears_what_is_theirs_at_every_instance() {
    for world in everywhere().await {
        // SQLite has one instance.
        let other = match world.database.dialect() {
            Dialect::Postgres => Some(world.another().await),
            Dialect::Sqlite => None,
        };
        let instances: Vec<_> = [Some(&world.first), other.as_ref()]
            .into_iter()
            .flatten()
            .collect();
        let (ada, bob) = (registered("Ada"), registered("Bob"));
        let mut own = Vec::new();
        let mut all = Vec::new();
        for at in instances {
            let token = world.token(ada.data.user_id);
            own.push(Socket::open(at, Some(&token), false).await.ok().unwrap());
            let token = world.admin_token();
            all.push(Socket::open(at, Some(&token), true).await.ok().unwrap());
        }
        let renamed = updated(&ada.data, 2, "Countess");
        let gone = deleted(ada.data.user_id);
        world.publish(&bob).await;
        world.told(bob.id).await;
        world.publish(&ada).await;
        world.told(ada.id).await;
        world.publish(&renamed).await;
        let told = world.told(renamed.id).await;
        for socket in &mut own {
            assert_eq!(socket.pushed().await.event_id, ada.id);
            assert_eq!(socket.pushed().await, told);
        }
        // Only now: what goes with its user before it is pushed is not pushed.
        world.publish(&gone).await;
        for socket in &mut all {
            for event in [bob.id, ada.id, renamed.id, gone.id] {
                assert_eq!(socket.pushed().await.event_id, event);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_read_is_cut_off_and_nobody_else_waits() {
    for world in everywhere().await {
        let ada = UserId(new_id());
        let hub = &world.first.hub;
        // By hand, so that nothing reads on its behalf.
        let host = world.first.url.strip_prefix("http://").unwrap();
        let mut slow = TcpStream::connect(host).await.unwrap();
        let request = format!(
            "GET /v1/notifications/stream HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {}\r\n\
             Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            world.token(ada).expose()
        );
        slow.write_all(request.as_bytes()).await.unwrap();
        let mut first = [0; 12];
        slow.read_exact(&mut first).await.unwrap();
        assert_eq!(&first, b"HTTP/1.1 101");
        let token = world.admin_token();
        let mut quick = Socket::open(&world.first, Some(&token), true)
            .await
            .ok()
            .unwrap();

        // More than sockets and queues hold together.
        let message = "x".repeat(256 * 1024).into();
        for _ in 0..256 {
            hub.push(Scope::Own(ada), &message);
            assert!(
                matches!(quick.next().await, Some(Message::Text(text)) if text.len() == 256 * 1024)
            );
        }
        drop(quick);
        tokio::time::timeout(PATIENCE, hub.empty()).await.unwrap();
        // Had it been kept waiting, all of it would still come.
        let mut rest = Vec::new();
        let _ = tokio::time::timeout(PATIENCE, slow.read_to_end(&mut rest))
            .await
            .unwrap();
        assert!(rest.len() < 128 * 256 * 1024, "{}", rest.len());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_is_pinged_and_ends_when_nobody_answers() {
    let otherwise = Otherwise {
        pace: Pace {
            ping: Duration::from_millis(20),
            silence: Duration::from_millis(500),
            write: Duration::from_secs(1),
        },
        ..Otherwise::default()
    };
    for world in everywhere_with(&otherwise).await {
        let token = world.token(UserId(new_id()));
        let mut socket = Socket::open(&world.first, Some(&token), false)
            .await
            .ok()
            .unwrap();
        let begun = std::time::Instant::now();
        // Reading answers pings, so that the stream lives on, whatever else is said.
        while begun.elapsed() < 2 * otherwise.pace.silence {
            assert!(matches!(socket.next().await, Some(Message::Ping(_))));
            socket.send(Message::Text("hello".into())).await;
        }
        tokio::time::timeout(PATIENCE, world.first.hub.empty())
            .await
            .expect("who does not read any more is taken for gone");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_ends_with_its_token() {
    let otherwise = Otherwise {
        pace: Pace {
            ping: Duration::from_millis(20),
            ..Pace::default()
        },
        ..Otherwise::default()
    };
    for world in everywhere_with(&otherwise).await {
        // It holds for as long as clocks may differ, and not much longer.
        let ending = Claims {
            exp: (Timestamp::now() - SignedDuration::from_secs(28)).as_second(),
            ..claims(UserId(new_id()), &[Role::User])
        };
        let token = world.sign(&ending);
        let mut socket = Socket::open(&world.first, Some(&token), false)
            .await
            .ok()
            .unwrap();
        assert_eq!(socket.closed().await, POLICY);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_end_everybody_is_told() {
    for world in everywhere().await {
        let token = world.token(UserId(new_id()));
        let mut sockets = Vec::new();
        for _ in 0..3 {
            sockets.push(
                Socket::open(&world.first, Some(&token), false)
                    .await
                    .ok()
                    .unwrap(),
            );
        }
        let told = async {
            for socket in &mut sockets {
                assert_eq!(socket.closed().await, AWAY);
                assert_eq!(socket.next().await, None);
            }
        };
        tokio::join!(world.first.stop(), told);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn there_are_no_more_streams_than_there_may_be() {
    let otherwise = Otherwise {
        connections: Some(1),
        ..Otherwise::default()
    };
    for world in everywhere_with(&otherwise).await {
        let token = world.token(UserId(new_id()));
        let first = Socket::open(&world.first, Some(&token), false)
            .await
            .ok()
            .unwrap();
        assert_eq!(
            Socket::open(&world.first, Some(&token), false).await.err(),
            Some(503)
        );
        drop(first);
        eventually(async || Socket::open(&world.first, Some(&token), false).await.ok()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_long_ends_the_stream() {
    for world in everywhere().await {
        let token = world.token(UserId(new_id()));
        let mut socket = Socket::open(&world.first, Some(&token), false)
            .await
            .ok()
            .unwrap();
        socket.send(Message::Text("x".repeat(100_000).into())).await;
        tokio::time::timeout(PATIENCE, world.first.hub.empty())
            .await
            .unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_end_where_something_may_have_been_missed() {
    for world in everywhere().await {
        if world.database.dialect() == Dialect::Sqlite {
            continue;
        }
        let ada = registered("Ada");
        let token = world.token(ada.data.user_id);
        let mut socket = Socket::open(&world.first, Some(&token), false)
            .await
            .ok()
            .unwrap();
        let cut = sqlx::query_scalar::<_, i64>(
            "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND query LIKE 'LISTEN%'",
        );
        assert_eq!(cut.fetch_one(world.database.pool()).await.unwrap(), 1);
        assert_eq!(socket.closed().await, AGAIN);
        let mut socket =
            eventually(async || Socket::open(&world.first, Some(&token), false).await.ok()).await;
        world.publish(&ada).await;
        assert_eq!(socket.pushed().await.event_id, ada.id);
    }
}
