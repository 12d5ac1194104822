//! Input that is wrong or meant to harm: it is refused with a problem, never with a failure of the service.

use orion_contracts::UserId;
use orion_contracts::problem::{MEDIA_TYPE, Problem};
use orion_infra::database::new_id;
use reqwest::{Method, Response};

use crate::world::everywhere;

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
            "limit=0",
            "limit=101",
            "limit=-1",
            "limit=ten",
            "unread=maybe",
            "all=1",
            "user=nobody",
            "user=%00",
            &format!("after={long}"),
            &format!("user={long}"),
        ] {
            let path = format!("/v1/notifications?{query}");
            let asked = world.ask(Method::GET, &path, UserId(new_id()));
            is_refused(asked.send().await.unwrap(), query).await;
        }
        for (method, path) in [
            (Method::GET, "/v1/nothing"),
            (Method::DELETE, "/v1/notifications"),
            (Method::GET, "/v1/notifications/read"),
            (Method::POST, "/v1/notifications/stream"),
        ] {
            let asked = world.ask(method, path, UserId(new_id()));
            is_refused(asked.send().await.unwrap(), path).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_bodies_are_refused() {
    let id = new_id();
    let many = vec![format!("\"{id}\""); 101].join(",");
    for world in everywhere().await {
        for body in [
            r#"{"ids":[]}"#,
            r#"{"ids":["\u0000"]}"#,
            r#"{"ids":["nobody"]}"#,
            r#"{"ids":[7]}"#,
            r#"{"ids":"all"}"#,
            r#"{"ids":null}"#,
            &format!(r#"{{"ids":[{many}]}}"#),
            &format!(r#"{{"ids":["{}"]}}"#, "a".repeat(100_000)),
            &format!("[[\"{id}\"]]"),
            &"[".repeat(100_000),
            // One byte too many: of a longer one the rest would still be on its way when the answer comes.
            &" ".repeat((1 << 20) + 1),
            "{}",
            "[]",
            "null",
            "",
            "\u{0}",
        ] {
            let asked = world.ask(Method::POST, "/v1/notifications/read", UserId(new_id()));
            let asked = asked
                .header("content-type", "application/json")
                .body(body.to_owned());
            is_refused(asked.send().await.unwrap(), body).await;
        }
        let asked = world.ask(Method::POST, "/v1/notifications/read", UserId(new_id()));
        let asked = asked.body(format!("ids={id}"));
        assert_eq!(asked.send().await.unwrap().status(), 415);
    }
}
