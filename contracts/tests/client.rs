//! The typed clients against a real server, which answers as the tables of operations say and refuses what they
//! refuse.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{MethodFilter, on};
use orion_contracts::api::{APIS, Access, Example, FORM, Operation};
use orion_contracts::auth::v1::{
    AccessToken, IntrospectRequest, IntrospectionResponse, Jwks, LogInRequest, LogOutRequest,
    RefreshRequest, RegisterRequest, RegisterResponse, TokenResponse,
};
use orion_contracts::client::{
    AuthClient, ClientError, Connection, GatewayClient, NotificationClient, UserClient,
};
use orion_contracts::gateway::v1::PlatformHealth;
use orion_contracts::notification::v1::{
    ListNotificationsRequest, MarkReadRequest, MarkReadResponse, Notification, StreamRequest,
};
use orion_contracts::page::Page;
use orion_contracts::problem::{Problem, ProblemCode};
use orion_contracts::user::v1::{ListUsersRequest, UpdateUserRequest, User};
use orion_contracts::{EntityTag, UserId};
use serde_json::{Value, json};

const TOKEN: &str = "t0k3n";

/// What the server was asked.
#[derive(Debug, Clone, PartialEq)]
struct Asked {
    operation: &'static str,
    path: String,
    query: Option<String>,
    headers: HeaderMap,
    body: Vec<u8>,
}

type Log = Arc<Mutex<Vec<Asked>>>;

/// Serves every operation of every API at that prefix, and keeps what it was asked.
async fn serve(prefix: &str) -> (String, Log) {
    let log = Log::default();
    let mut routes = Router::new();
    for operation in APIS.iter().flat_map(|api| api.operations) {
        let log = Arc::clone(&log);
        let method = MethodFilter::try_from(operation.method.clone()).unwrap();
        let handler = on(method, move |request: Request| {
            answer(operation, log, request)
        });
        routes = routes.route(&format!("{prefix}{}", operation.path), handler);
    }
    let address = listen(routes).await;
    (format!("http://{address}{prefix}"), log)
}

async fn listen(routes: Router) -> std::net::SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, routes).await });
    address
}

async fn answer(operation: &'static Operation, log: Log, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap().to_vec();
    let asked = Asked {
        operation: operation.id,
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().map(str::to_owned),
        headers: parts.headers,
        body,
    };
    let refusal = refusal(operation, &asked);
    log.lock().unwrap().push(asked);
    match refusal {
        Some(code) => problem(&Problem::new(code)),
        None => example(operation),
    }
}

fn refusal(operation: &Operation, asked: &Asked) -> Option<ProblemCode> {
    let header = |name: &str| Some(asked.headers.get(name)?.to_str().unwrap());
    let bearer = format!("Bearer {TOKEN}");
    if operation.access != Access::Public && header("authorization") != Some(bearer.as_str()) {
        return Some(ProblemCode::Unauthenticated);
    }
    if operation.if_match && header("if-match")?.parse::<EntityTag>() != Ok(EntityTag(3)) {
        return Some(ProblemCode::PreconditionFailed);
    }
    let body = operation.request.as_ref()?;
    if header("content-type") != Some(body.media_type) {
        return Some(ProblemCode::UnsupportedMediaType);
    }
    if body.media_type == FORM {
        return None;
    }
    let sent: Value = serde_json::from_slice(&asked.body).unwrap();
    let unread = (body.shape.rewrite)(sent).is_err();
    unread.then_some(ProblemCode::InvalidRequest)
}

/// The operation's example, with a member that nobody knows.
fn example(operation: &Operation) -> Response {
    let response = Response::builder().status(operation.answer.status);
    let body = operation.answer.body.map(|body| {
        let mut example = (body.shape.example)();
        example["added-by-a-newer-writer"] = json!(true);
        example.to_string()
    });
    response.body(Body::from(body.unwrap_or_default())).unwrap()
}

fn problem(problem: &Problem) -> Response {
    Response::builder()
        .status(problem.status.unwrap())
        .header("content-type", "application/problem+json")
        .body(Body::from(serde_json::to_string(problem).unwrap()))
        .unwrap()
}

fn connection(address: &str) -> Connection {
    let token = AccessToken::new(TOKEN.to_owned());
    Connection::new(address).unwrap().with_bearer(token)
}

#[tokio::test]
async fn every_operation_has_a_client() {
    let (address, log) = serve("").await;
    let connection = connection(&address);

    let auth = AuthClient::new(connection.clone());
    let registered = auth.register(&RegisterRequest::example()).await.unwrap();
    assert_eq!(registered, RegisterResponse::example());
    let tokens = auth.log_in(&LogInRequest::example()).await.unwrap();
    assert_eq!(tokens, TokenResponse::example());
    let tokens = auth.refresh(&RefreshRequest::example()).await.unwrap();
    assert_eq!(tokens, TokenResponse::example());
    auth.log_out(&LogOutRequest::example()).await.unwrap();
    let said = auth
        .introspect(&IntrospectRequest::example())
        .await
        .unwrap();
    assert_eq!(said, IntrospectionResponse::example());
    assert_eq!(auth.jwks().await.unwrap(), Jwks::example());

    let users = UserClient::new(connection.clone());
    let id = UserId::example();
    let page = users.list(&ListUsersRequest::example()).await.unwrap();
    assert_eq!(page, Page::<User>::example());
    assert_eq!(users.me().await.unwrap(), User::example());
    assert_eq!(users.get(id).await.unwrap(), User::example());
    let updated = users
        .update(id, 3, &UpdateUserRequest::example())
        .await
        .unwrap();
    assert_eq!(updated, User::example());
    users.delete(id, 3).await.unwrap();

    let notifications = NotificationClient::new(connection.clone());
    let page = notifications
        .list(&ListNotificationsRequest::example())
        .await
        .unwrap();
    assert_eq!(page, Page::<Notification>::example());
    let marked = notifications
        .mark_read(&MarkReadRequest::example())
        .await
        .unwrap();
    assert_eq!(marked, MarkReadResponse::example());

    let gateway = GatewayClient::new(connection);
    assert_eq!(
        gateway.platform_health().await.unwrap(),
        PlatformHealth::example()
    );

    let asked: Vec<&str> = log
        .lock()
        .unwrap()
        .iter()
        .map(|asked| asked.operation)
        .collect();
    let mut expected: Vec<&str> = APIS
        .iter()
        .flat_map(|api| api.operations)
        .filter(|operation| !operation.is_web_socket())
        .map(|operation| operation.id)
        .collect();
    expected.sort_by_key(|id| asked.iter().position(|other| other == id));
    assert_eq!(asked, expected);
}

#[tokio::test]
async fn a_base_may_have_a_path_and_headers_go_along() {
    let (address, log) = serve("/behind/a/proxy").await;
    let mut headers = HeaderMap::new();
    headers.insert("x-request-id", "r1".parse().unwrap());
    let connection = connection(&format!("{address}/")).with_headers(headers);
    let users = UserClient::new(connection.clone());
    users.get(UserId::example()).await.unwrap();
    users.list(&ListUsersRequest::example()).await.unwrap();
    AuthClient::new(connection).jwks().await.unwrap();

    let asked = log.lock().unwrap();
    let [get, list, jwks] = asked.as_slice() else {
        panic!("{asked:?}");
    };
    assert_eq!(
        get.path,
        format!("/behind/a/proxy/v1/users/{}", UserId::example())
    );
    assert_eq!(get.query, None);
    assert_eq!(get.headers["x-request-id"], "r1");
    assert_eq!(
        list.query.as_deref(),
        Some("after=019a0000000070008000000000000001&limit=20&search=ada")
    );
    assert_eq!(get.headers["authorization"], format!("Bearer {TOKEN}"));
    assert!(
        !jwks.headers.contains_key("authorization"),
        "nobody is asked for a token there"
    );
}

#[tokio::test]
async fn a_refusal_is_a_problem() {
    let (address, _) = serve("").await;
    let stranger = UserClient::new(Connection::new(&address).unwrap());
    let error = stranger.me().await.unwrap_err();
    assert_eq!(error.code(), Some(ProblemCode::Unauthenticated));
    assert_eq!(
        error.to_string(),
        "the service refused: Not logged in (`unauthenticated`)"
    );

    let users = UserClient::new(connection(&address));
    let stale = users.delete(UserId::example(), 2).await.unwrap_err();
    assert_eq!(stale.code(), Some(ProblemCode::PreconditionFailed));
}

#[tokio::test]
async fn other_failures_say_what_they_are() {
    let plain = |status: StatusCode, body: &'static str| {
        let answer = move || async move { (status, body) };
        Router::new().fallback(answer)
    };
    let bad_gateway = listen(plain(StatusCode::BAD_GATEWAY, "<html>")).await;
    let error = UserClient::new(connection(&format!("http://{bad_gateway}")))
        .me()
        .await;
    assert!(matches!(error, Err(ClientError::Status(502))), "{error:?}");

    let nonsense = listen(plain(StatusCode::OK, "<html>")).await;
    let error = UserClient::new(connection(&format!("http://{nonsense}")))
        .me()
        .await;
    assert!(matches!(error, Err(ClientError::Shape(_))), "{error:?}");

    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = closed.local_addr().unwrap();
    drop(closed);
    let error = UserClient::new(connection(&format!("http://{address}")))
        .me()
        .await;
    assert!(matches!(error, Err(ClientError::Transport(_))), "{error:?}");

    for base in ["", "gateway", "mailto:ada@example.com", "http://"] {
        let error = Connection::new(base).unwrap_err();
        assert!(
            matches!(error, ClientError::Address { .. }),
            "{base}: {error:?}"
        );
    }
}

#[test]
fn the_stream_is_reached_by_web_socket() {
    let stream = |base: &str, all| {
        NotificationClient::new(connection(base)).stream_address(&StreamRequest { all })
    };
    assert_eq!(
        stream("http://gateway:7100", false),
        "ws://gateway:7100/v1/notifications/stream"
    );
    assert_eq!(
        stream("https://gateway/api/", true),
        "wss://gateway/api/v1/notifications/stream?all=true"
    );
}

#[test]
fn a_connection_says_nothing_of_its_token() {
    let shown = format!("{:?}", connection("http://gateway:7100"));
    assert!(!shown.contains(TOKEN), "{shown}");
    assert!(shown.contains("http://gateway:7100/"), "{shown}");
}
