//! What a request costs before its handler does anything: the layers that every service has, and the proof of who is
//! asking.
#![expect(clippy::unwrap_used, reason = "a panic is a benchmark's report")]

use std::hint::black_box;
use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::body::Body;
use axum::extract::FromRef;
use axum::http::Request;
use axum::routing::get;
use criterion::{Criterion, criterion_group, criterion_main};
use orion_contracts::UserId;
use orion_contracts::auth::v1::{AccessToken, Role};
use orion_infra::http::layers;
use orion_infra::identity::{Caller, Tokens};
use orion_infra::service::ServiceSettings;
use orion_infra::testing;
use tokio::runtime::{Builder, Runtime};
use tower_service::Service as _;

#[derive(Clone)]
struct State(Tokens);

impl FromRef<State> for Tokens {
    fn from_ref(state: &State) -> Self {
        state.0.clone()
    }
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn routes(tokens: Tokens) -> Router {
    Router::new()
        .route("/open", get("hello"))
        .route("/mine", get(async |caller: Caller| caller.user.to_string()))
        .with_state(State(tokens))
}

fn ask(runtime: &Runtime, routes: &Router, path: &str, token: Option<&AccessToken>) {
    let mut request = Request::get(path);
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {}", token.expose()));
    }
    let request = request.body(Body::empty()).unwrap();
    let answer = runtime.block_on(routes.clone().call(request)).unwrap();
    assert_eq!(black_box(answer).status(), 200);
}

fn request(criterion: &mut Criterion) {
    let runtime = runtime();
    let _within = runtime.enter();
    let (tokens, issue) = testing::tokens();
    let token = issue(UserId(uuid::Uuid::now_v7()), &[Role::User]);
    let settings = ServiceSettings::at(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    let bare = routes(tokens.clone());
    let whole = layers(routes(tokens), "bench", &settings);

    let mut group = criterion.benchmark_group("request");
    group.bench_function("bare", |bench| {
        bench.iter(|| ask(&runtime, &bare, "/open", None));
    });
    group.bench_function("with-layers", |bench| {
        bench.iter(|| ask(&runtime, &whole, "/open", None));
    });
    group.bench_function("with-layers-and-token", |bench| {
        bench.iter(|| ask(&runtime, &whole, "/mine", Some(&token)));
    });
    group.finish();
}

fn token(criterion: &mut Criterion) {
    let runtime = runtime();
    criterion.bench_function("token/first-time", |bench| {
        bench.iter_batched(
            || {
                let (tokens, issue) = testing::tokens();
                let token = issue(UserId(uuid::Uuid::now_v7()), &[Role::User]);
                (tokens, token)
            },
            |(tokens, token)| runtime.block_on(tokens.verify(token.expose())).unwrap(),
            criterion::BatchSize::SmallInput,
        );
    });
}

criterion_group!(benches, request, token);
criterion_main!(benches);
