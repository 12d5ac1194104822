//! Who is asking, as a handler sees it.

use axum::Router;
use axum::extract::FromRef;
use axum::routing::get;
use orion_contracts::auth::v1::Role;
use orion_contracts::problem::Problem;
use orion_infra::http::{BaseUrl, Reply};
use orion_infra::identity::{Caller, SigningKey, Tokens};
use orion_infra::service::Built;
use orion_infra::testing::{self, TestServer, serve};
use reqwest::Response;

use super::{published, somebody, sound};

#[derive(Clone)]
struct State {
    tokens: Tokens,
}

impl FromRef<State> for Tokens {
    fn from_ref(state: &State) -> Self {
        state.tokens.clone()
    }
}

async fn server(tokens: Tokens) -> TestServer {
    let routes = Router::new()
        .route("/me", get(async |caller: Caller| caller.user.to_string()))
        .route(
            "/admin",
            get(async |caller: Caller| -> Reply<()> { caller.admin() }),
        )
        .with_state(State { tokens });
    serve(|_| Built::new(routes)).await
}

async fn ask(server: &TestServer, path: &str, authorization: &[&str]) -> Response {
    let mut request = reqwest::Client::new().get(format!("{}{path}", server.url));
    for value in authorization {
        request = request.header("authorization", *value);
    }
    request.send().await.unwrap()
}

#[tokio::test]
async fn a_token_is_somebody() {
    let (tokens, issue) = testing::tokens();
    let server = server(tokens).await;
    let user = somebody();
    let token = issue(user, &[Role::User]);
    for scheme in ["Bearer", "bearer", "BEARER"] {
        let authorization = format!("{scheme} {}", token.expose());
        let answer = ask(&server, "/me", &[&authorization]).await;
        assert_eq!(answer.text().await.unwrap(), user.to_string());
    }
    let authorization = format!("Bearer {}", token.expose());
    let answer = ask(&server, "/admin", &[&authorization]).await;
    assert_eq!(answer.status(), 403);
    let admin = issue(user, &[Role::User, Role::Admin]);
    let authorization = format!("Bearer {}", admin.expose());
    assert_eq!(
        ask(&server, "/admin", &[&authorization]).await.status(),
        200
    );
}

#[tokio::test]
async fn nobody_is_asked_for_a_token() {
    let (tokens, issue) = testing::tokens();
    let server = server(tokens).await;
    let token = issue(somebody(), &[Role::User]);
    let sound = format!("Bearer {}", token.expose());
    let basic = format!("Basic {}", token.expose());
    for headers in [
        &[][..],
        &["Bearer"],
        &["Bearer  "],
        &[&basic],
        &[&sound, &sound],
    ] {
        let answer = ask(&server, "/me", headers).await;
        assert_eq!(answer.status(), 401);
        assert_eq!(answer.headers()["www-authenticate"], "Bearer");
        let problem: Problem = answer.json().await.unwrap();
        assert!(problem.detail.unwrap().contains("is needed"));
    }
}

#[tokio::test]
async fn a_token_that_does_not_hold_is_refused_as_the_standard_says() {
    let key = SigningKey::generate().unwrap();
    let server = server(Tokens::local(published(&[&key]))).await;
    let mut expired = sound();
    expired.exp -= 7200;
    let expired = key.sign(&expired).unwrap();
    for (token, why) in [
        ("garbage", "does not hold"),
        (expired.expose(), "has expired"),
    ] {
        let answer = ask(&server, "/me", &[&format!("Bearer {token}")]).await;
        assert_eq!(answer.status(), 401);
        assert_eq!(
            answer.headers()["www-authenticate"],
            r#"Bearer error="invalid_token""#
        );
        let problem: Problem = answer.json().await.unwrap();
        assert!(problem.detail.unwrap().contains(why));
    }
}

#[tokio::test]
async fn without_keys_nobody_is_told_that_they_are_wrong() {
    let server = server(Tokens::remote(
        "http://127.0.0.1:9".parse::<BaseUrl>().unwrap(),
    ))
    .await;
    let token = SigningKey::generate().unwrap().sign(&sound()).unwrap();
    let answer = ask(&server, "/me", &[&format!("Bearer {}", token.expose())]).await;
    assert_eq!(answer.status(), 503);
    assert_eq!(answer.headers()["retry-after"], "5");
}

#[tokio::test]
async fn only_oneself_and_admins() {
    let (user, other) = (somebody(), somebody());
    let key = SigningKey::generate().unwrap();
    let mut caller = Caller {
        user,
        roles: vec![Role::User],
        token: key.sign(&sound()).unwrap(),
        session: sound().sid,
    };
    assert!(!format!("{caller:?}").contains(caller.token.expose()));
    assert!(caller.self_or_admin(user).is_ok());
    assert!(caller.self_or_admin(other).is_err());
    assert!(!caller.is_admin());
    caller.roles.push(Role::Admin);
    assert!(caller.self_or_admin(other).is_ok());
}
