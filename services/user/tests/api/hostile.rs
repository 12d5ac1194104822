//! Input that is wrong or meant to harm: it is refused with a problem, never with a failure of the service.

use crate::world::everywhere;
use orion_contracts::problem::{MEDIA_TYPE, Problem};
use reqwest::{Method, Response};
use serde_json::json;

async fn is_refused(answer: Response, what: &str) {
    let status = answer.status().as_u16();
    assert!((400..500).contains(&status), "{status} for {what:.200}");
    assert_eq!(answer.headers()["content-type"], MEDIA_TYPE, "{what:.200}");
    let problem: Problem = answer.json().await.unwrap();
    assert_eq!(problem.status, Some(status));
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_queries_are_refused() {
    let long = "a".repeat(50_000);
    for world in everywhere().await {
        for query in [
            "after=nonsense",
            "after=%00",
            "after=",
            "after=00000000000000000000000000000000",
            "after=019a0000-0000-7000-8000-000000000001",
            "limit=0",
            "limit=101",
            "limit=-1",
            "limit=99999999999999999999",
            "limit=ten",
            "search=%00",
            "search=%1b%5b2J",
            &format!("search={long}"),
            &format!("after={long}"),
        ] {
            let asked = world.ask_as_admin(Method::GET, &format!("/v1/users?{query}"));
            is_refused(asked.send().await.unwrap(), query).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_paths_are_refused() {
    for world in everywhere().await {
        for id in [
            "nobody",
            "%00",
            "1",
            "..%2f..",
            "%ff",
            "me%00",
            &"a".repeat(10_000),
        ] {
            for method in [Method::GET, Method::PATCH, Method::DELETE] {
                let asked = world.ask_as_admin(method, &format!("/v1/users/{id}"));
                let asked = asked.header("if-match", "\"1\"").json(&json!({}));
                is_refused(asked.send().await.unwrap(), id).await;
            }
        }
        for (method, path) in [
            (Method::GET, "/v1/nothing"),
            (Method::PUT, "/v1/users"),
            (Method::DELETE, "/v1/users/me"),
        ] {
            let asked = world.ask_as_admin(method, path);
            is_refused(asked.send().await.unwrap(), path).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_bodies_are_refused_and_change_nothing() {
    let long = "a".repeat(100_000);
    for world in everywhere().await {
        let id = world.register("Ada").await;
        for body in [
            r#"{"display_name":"a\u0000b"}"#,
            r#"{"display_name":"a\u001bb"}"#,
            r#"{"display_name":"a\nb"}"#,
            r#"{"display_name":"\ud800"}"#,
            r#"{"display_name":""}"#,
            r#"{"display_name":"   "}"#,
            r#"{"display_name":7}"#,
            r#"{"status":"unknown"}"#,
            r#"{"status":"admin"}"#,
            r#"{"status":{}}"#,
            "[]",
            "[[[[[[[[",
            "null",
            "7",
            "",
            "{",
            r#"{"display_name":"a"} {}"#,
            &format!(r#"{{"display_name":"{long}"}}"#),
            &"[".repeat(100_000),
            &format!(r#"{{"display_name":"{}"}}"#, long.repeat(11)),
        ] {
            let asked = world.ask_as_admin(Method::PATCH, &format!("/v1/users/{id}"));
            let asked = asked
                .header("if-match", "\"1\"")
                .header("content-type", "application/json")
                .body(body.to_owned());
            is_refused(asked.send().await.unwrap(), body).await;
        }
        let asked = world.ask_as_admin(Method::PATCH, &format!("/v1/users/{id}"));
        let asked = asked.header("if-match", "\"1\"").body("display_name=Eve");
        assert_eq!(asked.send().await.unwrap().status(), 415);
        for tag in [
            "\"99999999999999999999999\"",
            &format!("\"{}\"", "1".repeat(8000)),
        ] {
            let asked = world.ask_as_admin(Method::DELETE, &format!("/v1/users/{id}"));
            let asked = asked.header("if-match", tag.to_owned());
            is_refused(asked.send().await.unwrap(), tag).await;
        }
        let asked = world.ask_as_admin(Method::DELETE, &format!("/v1/users/{id}"));
        let asked = asked.header("if-match", b"\"\xff\"".as_slice());
        is_refused(asked.send().await.unwrap(), "a tag that is not ASCII").await;
        let ada = world.admin().get(id).await.unwrap();
        assert_eq!((ada.display_name.as_str(), ada.version), ("Ada", 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn strange_names_come_back_as_they_went() {
    for world in everywhere().await {
        let id = world.register("Ada").await;
        let names = [
            "'; DROP TABLE users; --",
            "<script>",
            "{{7*7}}",
            "\u{1f469}\u{200d}\u{1f4bb}",
            "%_\\",
        ];
        for (version, name) in (1..).zip(names) {
            let request = orion_contracts::user::v1::UpdateUserRequest {
                display_name: Some(name.to_owned()),
                status: None,
            };
            let changed = world.user(id).update(id, version, &request).await.unwrap();
            assert_eq!(changed.display_name, name);
            assert_eq!(world.user(id).me().await.unwrap(), changed);
        }
    }
}
