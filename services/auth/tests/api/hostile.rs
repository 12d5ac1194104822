//! Input that nobody means well with: every answer is a refusal with a reason, never a failure.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::support::{Answer, PASSWORD, World, worlds};

const POSTS: [&str; 5] = [
    "/v1/auth/register",
    "/v1/auth/login",
    "/v1/auth/refresh",
    "/v1/auth/logout",
    "/v1/auth/introspect",
];

fn assert_refused(answer: &Answer, statuses: &[u16], what: &str) {
    assert!(
        statuses.contains(&answer.status),
        "{what}: {} {}",
        answer.status,
        answer.text
    );
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.body["status"], answer.status, "{what}");
    assert!(answer.body["code"].is_string(), "{what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_are_no_requests() {
    let world = World::new().await;
    for path in &POSTS[..4] {
        for body in [
            "",
            "{",
            "null",
            "[]",
            "\"text\"",
            "0",
            "true",
            "{}",
            "{\"email\":null}",
            "{\"email\":1,\"password\":2,\"display_name\":3,\"refresh_token\":4}",
            "{\"email\":\"\\ud800\",\"password\":\"\\ud800\",\"refresh_token\":\"\\ud800\"}",
            "{\"email\":\"a\",\"email\":\"b\"}",
        ] {
            let answer = world.post_text(path, "application/json", body).await;
            assert_refused(&answer, &[400], &format!("{path} {body}"));
        }
        let deep = "[".repeat(100_000);
        let answer = world.post_text(path, "application/json", &deep).await;
        assert_refused(&answer, &[400], &format!("{path} deep"));
        let bytes = b"{\"email\":\"\xff\xfe\",\"refresh_token\":\"\xff\"}".to_vec();
        let answer = world.post_bytes(path, "application/json", bytes).await;
        assert_refused(&answer, &[400], &format!("{path} bytes"));
        for kind in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "",
            "a/b/c",
        ] {
            let answer = world.post_text(path, kind, "{}").await;
            assert_refused(&answer, &[415], &format!("{path} {kind}"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_are_too_long() {
    let world = World::new().await;
    let long = "a".repeat((1 << 20) + 1);
    for path in &POSTS[..4] {
        let head = format!("POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n");
        let announced = format!("{head}Content-Length: 1048577\r\n\r\n{long}");
        assert_eq!(world.raw(announced.as_bytes()).await, 413, "{path}");
        let chunked = format!("{head}Transfer-Encoding: chunked\r\n\r\n100001\r\n{long}\r\n");
        assert_eq!(world.raw(chunked.as_bytes()).await, 413, "{path}");
    }
    // Nobody waits for the body of somebody who is not known.
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n",
        POSTS[4]
    );
    assert_eq!(world.raw(head.as_bytes()).await, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_column_holds_reaches_no_database() {
    for world in worlds().await {
        let odd = [
            "\u{0}",
            "a\u{0}b@example.com",
            "a\u{7}@example.com",
            "a b@example.com",
            "a@",
            "@b",
            "a@b@c",
            "\u{202e}",
            "a@b\n",
            "\u{85}@b",
            "a@\u{2028}b",
        ];
        for email in odd.iter().filter(|text| **text != "\u{202e}") {
            let answer = world.register(email).await;
            assert_refused(&answer, &[400], &format!("register {email:?}"));
            let answer = world.log_in(email, PASSWORD).await;
            assert_refused(&answer, &[400], &format!("log in {email:?}"));
        }
        for name in ["\u{0}", "a\u{0}", "\u{1b}[31m", "", "  ", "a\nb"] {
            let answer = world.register_with("a@example.com", PASSWORD, name).await;
            assert_refused(&answer, &[400], &format!("name {name:?}"));
        }
        for token in odd {
            // A token is looked up by its digest, whatever it is.
            let answer = world.refresh(token).await;
            assert_refused(&answer, &[401], &format!("refresh {token:?}"));
            assert_eq!(world.log_out(token).await.status, 204, "log out {token:?}");
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM accounts").await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_may_hold_anything() {
    for world in worlds().await {
        let passwords = [
            "a\u{0}b\u{0}c\u{0}d\u{0}",
            "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}",
            "🌊🌊🌊🌊🌊🌊🌊🌊",
        ];
        for (number, password) in passwords.into_iter().enumerate() {
            let email = format!("user{number}@example.com");
            assert_eq!(
                world.register_with(&email, password, "User").await.status,
                202
            );
            assert_eq!(world.log_in(&email, password).await.status, 200);
            // What stands after a NUL counts.
            let other = format!("{password}x");
            assert_eq!(world.log_in(&email, &other).await.status, 401);
        }
        let longest = "p".repeat(128);
        assert_eq!(
            world
                .register_with("l@example.com", &longest, "L")
                .await
                .status,
            202
        );
        assert_eq!(world.log_in("l@example.com", &longest).await.status, 200);
        let longer = "p".repeat(129);
        assert_eq!(world.log_in("l@example.com", &longer).await.status, 400);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn methods_and_paths_that_are_not_there() {
    let world = World::new().await;
    for path in POSTS {
        assert_refused(&world.get(path).await, &[405], path);
    }
    for path in [
        "/v1/auth",
        "/v1/auth/register/",
        "/.well-known/../etc",
        "/%00",
        "/v2/auth/login",
    ] {
        assert_refused(&world.get(path).await, &[404], path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_in_no_answer() {
    let world = World::new().await;
    let body = json!({ "email": "nobody", "password": "hunter2hunter2", "display_name": "" });
    for path in &POSTS[..2] {
        let answer = world.post(path, &body).await;
        assert_eq!(answer.status, 400);
        assert!(!answer.text.contains("hunter2"), "{}", answer.text);
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        ".{0,40}".prop_map(Value::from),
        "[a-z]{1,8}@[a-z]{1,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z_]{0,9}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn any_request() -> impl Strategy<Value = Value> {
    let member = prop_oneof![
        Just("email"),
        Just("password"),
        Just("display_name"),
        Just("refresh_token"),
        Just("token"),
    ];
    prop_oneof![
        1 => any_json(),
        4 => prop::collection::btree_map(member, any_json(), 0..6).prop_map(|members| {
            Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
        }),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_sent_the_answer_is_one_of_the_contract() {
    for world in worlds().await {
        let handle = tokio::runtime::Handle::current();
        let run = move || {
            let mut runner = TestRunner::new(Config::with_cases(150));
            runner
                .run(&(0..4_usize, any_request()), |(path, body)| {
                    let path = POSTS[path];
                    let answer = handle.block_on(world.post(path, &body));
                    prop_assert!(
                        matches!(answer.status, 202 | 204 | 400 | 401 | 429),
                        "{path} {body}: {} {}",
                        answer.status,
                        answer.text
                    );
                    Ok(())
                })
                .unwrap();
        };
        tokio::task::spawn_blocking(run).await.unwrap();
    }
}
