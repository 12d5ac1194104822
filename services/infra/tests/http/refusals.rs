//! Refusals and failures are problems, whoever says them.

use std::future::pending;
use std::io;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::routing::{get, post};
use http_body_util::StreamBody;
use hyper::body::Frame;
use orion_contracts::problem::ProblemCode;
use orion_infra::http::{ApiProblem, Reply};
use reqwest::{Body, Method};

use super::{World, problem};

#[tokio::test]
async fn what_there_is_not_is_a_problem() {
    let world = World::new(Router::new().route("/there", get("there"))).await;
    let absent = problem(world.get("/absent").await).await;
    assert_eq!(absent.code, ProblemCode::NotFound);

    let response = world.ask(Method::DELETE, "/there").send().await.unwrap();
    assert_eq!(response.headers()["allow"], "GET,HEAD");
    assert_eq!(problem(response).await.code, ProblemCode::MethodNotAllowed);

    let response = world.ask(Method::HEAD, "/absent").send().await.unwrap();
    assert_eq!(response.status(), 404);
}

#[tokio::test]
async fn a_service_s_own_words_stay() {
    let routes = Router::new()
        .route("/bare", get(StatusCode::CONFLICT))
        .route("/other", get(StatusCode::IM_A_TEAPOT))
        .fallback(async || (StatusCode::NOT_FOUND, "a page of our own"));
    let world = World::new(routes).await;
    let own = world.get("/absent").await;
    assert_eq!(own.status(), 404);
    assert!(own.headers().contains_key("x-request-id"));
    assert_eq!(own.text().await.unwrap(), "a page of our own");
    assert_eq!(
        problem(world.get("/bare").await).await.code,
        ProblemCode::Conflict
    );
    let other = world.get("/other").await;
    assert_eq!(
        (other.status().as_u16(), other.text().await.unwrap().len()),
        (418, 0)
    );
}

#[tokio::test]
async fn a_panic_ends_one_request_and_tells_nothing() {
    let routes = Router::new()
        .route("/panic", get(async || panic!("hunter2") as StatusCode))
        .route("/well", get("well"));
    let world = World::new(routes).await;
    let response = world.get("/panic").await;
    let id = response.headers()["x-request-id"].clone();
    assert!(!id.is_empty());
    let text = format!("{:?}", problem(response).await);
    assert!(!text.contains("hunter2"), "{text}");
    assert_eq!(world.get("/well").await.text().await.unwrap(), "well");
}

#[tokio::test]
async fn an_error_inside_is_logged_not_told() {
    let handler = async || -> Reply<()> { Err(ApiProblem::internal(io::Error::other("hunter2"))) };
    let world = World::new(Router::new().route("/", get(handler))).await;
    let problem = problem(world.get("/").await).await;
    assert_eq!(problem.code, ProblemCode::Internal);
    assert!(!format!("{problem:?}").contains("hunter2"));
}

#[tokio::test]
async fn a_database_that_is_away_is_another_thing_than_one_that_refuses() {
    let away = async || -> Reply<()> { Err(sqlx::Error::PoolTimedOut.into()) };
    let refuses = async || -> Reply<()> { Err(sqlx::Error::RowNotFound.into()) };
    let routes = Router::new()
        .route("/away", get(away))
        .route("/refuses", get(refuses));
    let world = World::new(routes).await;
    assert_eq!(
        problem(world.get("/away").await).await.code,
        ProblemCode::Unavailable
    );
    assert_eq!(
        problem(world.get("/refuses").await).await.code,
        ProblemCode::Internal
    );
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_given_up() {
    let routes = Router::new().route("/", get(async || pending::<()>().await));
    let world = World::with(routes, |settings| {
        settings.request = Duration::from_millis(20);
    })
    .await;
    assert_eq!(
        problem(world.get("/").await).await.code,
        ProblemCode::Unavailable
    );
}

#[tokio::test]
async fn a_body_is_read_up_to_the_limit_however_it_comes() {
    let routes = Router::new().route(
        "/",
        post(async |body: orion_infra::http::Json<super::extract::Sample>| body.0.name),
    );
    let world = World::with(routes, |settings| settings.body_bytes = 100).await;
    let body = |length: usize| format!(r#"{{"name":"{}"}}"#, "a".repeat(length - 11));
    let send = async |body: Body| {
        let request = world
            .ask(Method::POST, "/")
            .header("content-type", "application/json");
        request.body(body).send().await.unwrap()
    };
    assert_eq!(send(body(100).into()).await.status(), 200);
    let known = send(body(101).into()).await;
    assert_eq!(problem(known).await.code, ProblemCode::PayloadTooLarge);
    let pieces = body(101).into_bytes().into_iter();
    let frames = pieces.map(|byte| Ok::<_, io::Error>(Frame::data(Bytes::from(vec![byte]))));
    let body = StreamBody::new(futures_util::stream::iter(frames));
    let chunked = send(Body::wrap(body)).await;
    assert_eq!(problem(chunked).await.code, ProblemCode::PayloadTooLarge);
}

#[tokio::test]
async fn a_problem_says_when_to_ask_again_and_how_to_prove_oneself() {
    let later = async || {
        ApiProblem::new(ProblemCode::TooManyRequests).retry_after(Duration::from_millis(1001))
    };
    let routes = Router::new().route("/later", get(later)).route(
        "/who",
        get(async || ApiProblem::new(ProblemCode::Unauthenticated)),
    );
    let world = World::new(routes).await;
    let later = world.get("/later").await;
    assert_eq!(later.headers()["retry-after"], "2");
    assert_eq!(later.headers()["cache-control"], "no-store");
    let who = world.get("/who").await;
    assert_eq!(who.headers()["www-authenticate"], "Bearer");
}
