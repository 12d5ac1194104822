//! Requests that cannot be read say where they are wrong.

use axum::Router;
use axum::routing::{get, post};
use orion_contracts::problem::{FieldError, ProblemCode};
use orion_contracts::{UserId, Validate};
use orion_infra::http::{Form, Json, Path, Query};
use proptest::prelude::*;
use reqwest::{Method, Response};
use serde::{Deserialize, Serialize};

use super::{World, faults, problem};

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Sample {
    pub(crate) name: String,
    #[serde(default)]
    parts: Vec<Part>,
    #[serde(default)]
    limit: Option<u8>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Part {
    size: u8,
}

impl Validate for Sample {
    fn faults(&self) -> Vec<FieldError> {
        let mut faults = Vec::new();
        let mut fault = |pointer: &str, detail: &str| {
            faults.push(FieldError {
                pointer: pointer.to_owned(),
                detail: detail.to_owned(),
            });
        };
        if self.name.is_empty() {
            fault("/name", "it is empty");
        }
        if self.limit == Some(0) {
            fault("/limit", "it is less than 1");
        }
        faults
    }
}

fn routes() -> Router {
    Router::new()
        .route(
            "/json",
            post(async |Json(sample): Json<Sample>| Json(sample)),
        )
        .route(
            "/form",
            post(async |Form(sample): Form<Sample>| Json(sample)),
        )
        .route(
            "/query",
            get(async |Query(sample): Query<Sample>| Json(sample)),
        )
        .route(
            "/users/{id}",
            get(async |Path(id): Path<UserId>| id.to_string()),
        )
        .route(
            "/users/{id}/parts/{part}",
            get(async |Path((id, part)): Path<(UserId, u8)>| format!("{id} {part}")),
        )
}

async fn post_as(path: &str, media_type: &str, body: impl Into<Vec<u8>>) -> Response {
    let world = World::new(routes()).await;
    let request = world
        .ask(Method::POST, path)
        .header("content-type", media_type);
    request.body(body.into()).send().await.unwrap()
}

async fn json_faults(body: &str) -> Vec<(String, String)> {
    faults(post_as("/json", "application/json", body).await).await
}

fn fault(pointer: &str, detail: &str) -> (String, String) {
    (pointer.to_owned(), detail.to_owned())
}

#[tokio::test]
async fn json_is_read_whatever_its_parameters() {
    for media_type in [
        "application/json",
        "Application/JSON; charset=utf-8",
        "application/merge-patch+json",
    ] {
        let response = post_as("/json", media_type, r#"{"name":"a","unknown":1}"#).await;
        assert_eq!(response.status(), 200, "{media_type}");
        assert_eq!(response.headers()["content-type"], "application/json");
        let text = response.text().await.unwrap();
        assert_eq!(text, r#"{"name":"a","parts":[],"limit":null}"#);
    }
}

#[tokio::test]
async fn json_that_is_wrong_says_where() {
    assert_eq!(json_faults("{}").await, [fault("/name", "it is missing")]);
    assert_eq!(
        json_faults(r#"{"name":"a","parts":[{"size":1},{}]}"#).await,
        [fault("/parts/1/size", "it is missing")]
    );
    let wrong = json_faults(r#"{"name":"a","limit":"x"}"#).await;
    assert_eq!(wrong[0].0, "/limit");
    for text in ["", "{", r#"{"name":"a"} more"#, "nonsense"] {
        assert_eq!(json_faults(text).await[0].0, "", "{text}");
    }
}

#[tokio::test]
async fn every_rule_that_is_broken_is_named_at_once() {
    let expected = [
        fault("/name", "it is empty"),
        fault("/limit", "it is less than 1"),
    ];
    assert_eq!(json_faults(r#"{"name":"","limit":0}"#).await, expected);
    let form = post_as(
        "/form",
        "application/x-www-form-urlencoded",
        "name=&limit=0",
    )
    .await;
    assert_eq!(faults(form).await, expected);
    let world = World::new(routes()).await;
    assert_eq!(
        faults(world.get("/query?name=&limit=0").await).await,
        expected
    );
}

#[tokio::test]
async fn another_media_type_is_refused() {
    for (path, media_type) in [
        ("/json", "text/plain"),
        ("/json", "application/jsonx"),
        ("/form", "application/json"),
    ] {
        let response = post_as(path, media_type, r#"{"name":"a"}"#).await;
        assert_eq!(
            problem(response).await.code,
            ProblemCode::UnsupportedMediaType
        );
    }
    let world = World::new(routes()).await;
    let untyped = world
        .ask(Method::POST, "/json")
        .body("{}")
        .send()
        .await
        .unwrap();
    assert_eq!(
        problem(untyped).await.code,
        ProblemCode::UnsupportedMediaType
    );
}

#[tokio::test]
async fn forms_and_queries_name_the_parameter() {
    let form = post_as("/form", "application/x-www-form-urlencoded", "limit=1").await;
    assert_eq!(faults(form).await, [fault("/name", "it is missing")]);
    let world = World::new(routes()).await;
    let limit = faults(world.get("/query?name=a&limit=300").await).await;
    assert_eq!(limit[0].0, "/limit");
    let read = world.get("/query?name=a%20b&limit=3").await;
    assert_eq!(
        read.text().await.unwrap(),
        r#"{"name":"a b","parts":[],"limit":3}"#
    );
}

#[tokio::test]
async fn a_parameter_in_the_path_is_named() {
    let world = World::new(routes()).await;
    let wrong = faults(world.get("/users/me-too").await).await;
    assert_eq!(wrong[0].0, "/id");
    let id = UserId(uuid::Uuid::now_v7());
    let wrong = faults(world.get(&format!("/users/{id}/parts/300")).await).await;
    assert_eq!(wrong[0].0, "/part");
    let right = world.get(&format!("/users/{id}/parts/3")).await;
    assert_eq!(right.text().await.unwrap(), format!("{id} 3"));
    let no_text = problem(world.get("/users/%ff").await).await;
    assert_eq!(no_text.code, ProblemCode::InvalidRequest);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_sent_is_answered_without_a_failure(body: Vec<u8>, query in "\\PC{0,40}") {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            for (path, media_type) in [("/json", "application/json"), ("/form", "application/x-www-form-urlencoded")] {
                let response = post_as(path, media_type, body.clone()).await;
                assert!(!response.status().is_server_error(), "{response:?}");
            }
            let world = World::new(routes()).await;
            let response = world.ask(Method::GET, "/query").query(&[("name", &query)]).send().await.unwrap();
            assert!(!response.status().is_server_error(), "{response:?}");
        });
    }
}
