//! What the gateway says of itself: one OpenAPI document for all APIs, and a page to read it by, which brings
//! everything it needs along.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use bytes::Bytes;
use orion_contracts::problem::ProblemCode;
use orion_infra::http::{ApiProblem, Reply};
use utoipa_swagger_ui::{Config, SwaggerFile};

use crate::apis;

/// Nothing comes from elsewhere, and no script stands in a page. Swagger UI sets styles of its own, and draws
/// with images in its style sheet.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
     connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// Where Swagger UI reads the document, as seen from the page.
const DOCUMENT: &str = "../openapi.json";

/// `GET /openapi.json` and `GET /docs/`.
pub(crate) fn routes() -> Router {
    let document = Bytes::from(apis::document().to_string());
    let config = Config::from(DOCUMENT)
        .use_base_layout()
        .try_it_out_enabled(true);
    Router::new()
        .route(
            "/openapi.json",
            get(move || std::future::ready(json(document.clone()))),
        )
        .route(
            "/docs",
            get(|| std::future::ready(Redirect::permanent("/docs/"))),
        )
        .route("/docs/", get(index))
        .route("/docs/{file}", get(file))
        .with_state(Arc::new(config))
}

fn json(document: Bytes) -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, document)
}

type Page = State<Arc<Config<'static>>>;

async fn index(State(config): Page) -> Reply<Response> {
    show("index.html", config)
}

async fn file(State(config): Page, Path(name): Path<String>) -> Reply<Response> {
    show(&name, config)
}

fn show(name: &str, config: Arc<Config<'static>>) -> Reply<Response> {
    let found = utoipa_swagger_ui::serve(name, config)
        .map_err(|error| ApiProblem::internal(error.to_string()))?;
    let Some(file) = found else {
        return Err(ApiProblem::new(ProblemCode::NotFound));
    };
    let SwaggerFile {
        bytes,
        content_type,
        ..
    } = file;
    let content_type = HeaderValue::try_from(content_type).map_err(ApiProblem::internal)?;
    let headers: [(HeaderName, HeaderValue); 4] = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ),
    ];
    Ok((StatusCode::OK, headers, bytes.into_owned()).into_response())
}
