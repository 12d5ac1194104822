//! A backend in this process: a profile as the user service answers it, and the keys as the auth service does.

use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::http::header;
use axum::routing::get;
use axum::{Json, Router};
use orion_contracts::auth::v1::{Jwks, Role};
use orion_contracts::user::v1::API;
use orion_infra::identity::SigningKey;
use orion_infra::testing::claims;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// The backend, until it is dropped.
pub(crate) struct Backend {
    pub(crate) address: SocketAddr,
    /// The value of `Authorization` for a user.
    pub(crate) bearer: String,
    _runtime: Runtime,
}

pub(crate) fn start() -> Result<Backend, Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    let key = SigningKey::generate()?;
    let user = "018f0000-0000-7000-8000-000000000001".parse()?;
    let token = key.sign(&claims(user, &[Role::User]))?;
    let keys = Jwks {
        keys: vec![key.jwk()],
    };
    let operation = API.operation("getMe").or(API.operations.first());
    let body = operation.and_then(|operation| operation.answer.body);
    let profile = body.map(|body| (body.shape.example)()).unwrap_or_default();
    let profile: Arc<str> = profile.to_string().into();
    let routes = Router::new()
        .route(
            "/.well-known/jwks.json",
            get(move || std::future::ready(Json(keys.clone()))),
        )
        .route(
            "/v1/users/me",
            get(move || {
                let headers = [
                    (header::CONTENT_TYPE, "application/json"),
                    (header::ETAG, "\"1\""),
                    (header::CACHE_CONTROL, "no-store"),
                ];
                std::future::ready((headers, profile.to_string()))
            }),
        );
    let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
    let address = listener.local_addr()?;
    let listener = axum::serve::ListenerExt::tap_io(listener, |stream| {
        // It is late then, not lost.
        let _ = stream.set_nodelay(true);
    });
    runtime.spawn(async move { axum::serve(listener, routes).await });
    Ok(Backend {
        address,
        bearer: format!("Bearer {}", token.expose()),
        _runtime: runtime,
    })
}
