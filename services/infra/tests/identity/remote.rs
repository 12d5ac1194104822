//! Keys that another service publishes.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use orion_contracts::auth::v1::{AccessToken, Jwks};
use orion_infra::http::{BaseUrl, Json};
use orion_infra::identity::{SigningKey, Tokens, Unverified};
use orion_infra::service::Built;
use orion_infra::testing::{TestServer, serve};
use tokio::sync::Mutex;

use super::{published, sound};

/// An auth service that publishes what it is told to, and counts how often it is asked.
struct Auth {
    server: TestServer,
    answer: Arc<Mutex<Answer>>,
    asked: Arc<AtomicUsize>,
}

#[derive(Clone)]
enum Answer {
    Keys(Jwks),
    Failure,
    Silence,
}

impl Auth {
    async fn publishing(keys: &[&SigningKey]) -> Self {
        let answer = Arc::new(Mutex::new(Answer::Keys(published(keys))));
        let asked = Arc::<AtomicUsize>::default();
        let handler = {
            let (answer, asked) = (answer.clone(), asked.clone());
            async move || -> Response {
                asked.fetch_add(1, Ordering::SeqCst);
                match answer.lock().await.clone() {
                    Answer::Keys(jwks) => Json(jwks).into_response(),
                    Answer::Failure => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
                    Answer::Silence => pending().await,
                }
            }
        };
        let routes = Router::new().route("/.well-known/jwks.json", get(handler));
        Self {
            server: serve(|_| Built::new(routes)).await,
            answer,
            asked,
        }
    }

    fn tokens(&self) -> Tokens {
        Tokens::remote(self.server.url.parse::<BaseUrl>().unwrap())
    }

    async fn answer(&self, answer: Answer) {
        *self.answer.lock().await = answer;
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

fn token(key: &SigningKey) -> AccessToken {
    key.sign(&sound()).unwrap()
}

/// Lets that much time go by at once.
async fn later(time: Duration) {
    tokio::time::pause();
    tokio::time::advance(time).await;
    tokio::time::resume();
}

#[tokio::test]
async fn keys_are_got_once_and_kept() {
    let key = SigningKey::generate().unwrap();
    let auth = Auth::publishing(&[&key]).await;
    let tokens = auth.tokens();
    assert_eq!(auth.asked(), 0);
    for _ in 0..10 {
        tokens.verify(token(&key).expose()).await.unwrap();
    }
    assert_eq!(auth.asked(), 1);
}

#[tokio::test]
async fn many_who_ask_at_once_ask_once() {
    let key = SigningKey::generate().unwrap();
    let auth = Auth::publishing(&[&key]).await;
    let tokens = auth.tokens();
    let asking = (0..50).map(|_| {
        let (tokens, token) = (tokens.clone(), token(&key));
        async move { tokens.verify(token.expose()).await }
    });
    for answer in futures_util::future::join_all(asking).await {
        answer.unwrap();
    }
    assert_eq!(auth.asked(), 1);
}

#[tokio::test]
async fn unknown_keys_do_not_hammer_the_auth_service() {
    let (key, next) = (
        SigningKey::generate().unwrap(),
        SigningKey::generate().unwrap(),
    );
    let auth = Auth::publishing(&[&key]).await;
    let tokens = auth.tokens();
    for _ in 0..50 {
        let stranger = SigningKey::generate().unwrap();
        let refused = tokens.verify(token(&stranger).expose()).await;
        assert_eq!(refused, Err(Unverified::UnknownKey));
    }
    assert_eq!(auth.asked(), 1);

    auth.answer(Answer::Keys(published(&[&key, &next]))).await;
    later(Duration::from_secs(4)).await;
    assert_eq!(
        tokens.verify(token(&next).expose()).await,
        Err(Unverified::UnknownKey)
    );
    later(Duration::from_secs(2)).await;
    tokens.verify(token(&next).expose()).await.unwrap();
    assert_eq!(auth.asked(), 2);
}

#[tokio::test]
async fn known_keys_go_on_being_used_while_the_auth_service_is_away() {
    let key = SigningKey::generate().unwrap();
    let auth = Auth::publishing(&[&key]).await;
    let tokens = auth.tokens();
    tokens.verify(token(&key).expose()).await.unwrap();

    auth.answer(Answer::Failure).await;
    later(Duration::from_hours(1)).await;
    tokens.verify(token(&key).expose()).await.unwrap();
    // It was asked again meanwhile, and its failure is remembered: strangers are not told that they are wrong.
    let stranger = SigningKey::generate().unwrap();
    let untold = tokens.verify(token(&stranger).expose()).await;
    assert_eq!(untold, Err(Unverified::KeysUnavailable));
    assert_eq!(auth.asked(), 2);
    auth.server.stop().await.unwrap();
    later(Duration::from_hours(1)).await;
    tokens.verify(token(&key).expose()).await.unwrap();
}

#[tokio::test]
async fn a_key_that_is_taken_back_ends_what_it_signed() {
    let (key, next) = (
        SigningKey::generate().unwrap(),
        SigningKey::generate().unwrap(),
    );
    let auth = Auth::publishing(&[&key]).await;
    let tokens = auth.tokens();
    let old = token(&key);
    tokens.verify(old.expose()).await.unwrap();

    auth.answer(Answer::Keys(published(&[&next]))).await;
    later(Duration::from_secs(6)).await;
    tokens.verify(old.expose()).await.unwrap();
    tokens.verify(token(&next).expose()).await.unwrap();
    assert_eq!(
        tokens.verify(old.expose()).await,
        Err(Unverified::UnknownKey)
    );
}

#[tokio::test]
async fn an_auth_service_that_was_never_there_is_no_verdict() {
    let key = SigningKey::generate().unwrap();
    let nobody = Tokens::remote("http://127.0.0.1:9".parse::<BaseUrl>().unwrap());
    let untold = nobody.verify(token(&key).expose()).await;
    assert_eq!(untold, Err(Unverified::KeysUnavailable));

    let auth = Auth::publishing(&[&key]).await;
    auth.answer(Answer::Silence).await;
    let tokens = auth.tokens();
    let untold = tokens.verify(token(&key).expose()).await;
    assert_eq!(untold, Err(Unverified::KeysUnavailable));
    auth.answer(Answer::Keys(published(&[&key]))).await;
    tokens.verify(token(&key).expose()).await.unwrap();
}
