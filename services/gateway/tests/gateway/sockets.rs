//! WebSockets through the gateway.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ws::{Message as Frame, WebSocket, WebSocketUpgrade};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse as _;
use axum::routing::get;
use futures_util::{SinkExt as _, StreamExt as _};
use orion_contracts::auth::v1::Role;
use orion_contracts::problem::ProblemCode;
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{self, Message};

use crate::support::{Gateway, Plan, Service, ask, soon};

const STREAM: &str = "/v1/notifications/stream";

/// Says everything again, and tells the test how each connection began and that it ended.
async fn echo() -> (Service, mpsc::UnboundedReceiver<Told>) {
    let (tell, told) = mpsc::unbounded_channel();
    let tell = Arc::new(tell);
    let routes = Router::new().route(
        STREAM,
        get(move |headers: HeaderMap, upgrade: WebSocketUpgrade| {
            let tell = Arc::clone(&tell);
            async move {
                let _ = tell.send(Told::Begun(headers));
                upgrade.on_upgrade(async move |socket| {
                    say_again(socket).await;
                    let _ = tell.send(Told::Ended);
                })
            }
        }),
    );
    (Service::serving(routes).await, told)
}

#[derive(Debug)]
enum Told {
    Begun(HeaderMap),
    Ended,
}

async fn say_again(mut socket: WebSocket) {
    while let Some(Ok(frame)) = socket.recv().await {
        if matches!(frame, Frame::Text(_) | Frame::Binary(_)) && socket.send(frame).await.is_err() {
            return;
        }
    }
}

type Socket = WebSocketStream<TcpStream>;

/// Opens a WebSocket as a user, or says how it was refused.
async fn open(gateway: &Gateway, number: Option<u8>) -> Result<Socket, StatusCode> {
    let url = format!("ws://{}{STREAM}?all=false", gateway.address);
    let mut request = url.into_client_request().unwrap();
    if let Some(number) = number {
        let bearer = gateway.bearer(number, &[Role::User]);
        let headers = request.headers_mut();
        headers.insert("authorization", bearer.parse().unwrap());
        headers.insert("x-forwarded-for", "203.0.113.1".parse().unwrap());
    }
    let stream = TcpStream::connect(gateway.address).await.unwrap();
    match soon(tokio_tungstenite::client_async(request, stream)).await {
        Ok((socket, _)) => Ok(socket),
        Err(tungstenite::Error::Http(answer)) => Err(answer.status()),
        Err(other) => panic!("{other}"),
    }
}

async fn heard(socket: &mut Socket) -> Message {
    soon(socket.next()).await.unwrap().unwrap()
}

#[tokio::test]
async fn what_is_said_comes_back() {
    let (service, mut told) = echo().await;
    let gateway = Gateway::before(&service).await;
    let mut socket = open(&gateway, Some(1)).await.unwrap();
    let Told::Begun(headers) = soon(told.recv()).await.unwrap() else {
        panic!("it has not begun");
    };
    assert_eq!(headers["x-forwarded-for"], "127.0.0.1");
    assert!(headers.contains_key("authorization"));

    let big = vec![7; 1 << 20];
    for message in [
        Message::text("hello"),
        Message::text(""),
        Message::binary(big),
        Message::text("ünïcode"),
    ] {
        socket.send(message.clone()).await.unwrap();
        assert_eq!(heard(&mut socket).await, message);
    }
    socket.close(None).await.unwrap();
    assert!(matches!(soon(told.recv()).await, Some(Told::Ended)));
}

#[tokio::test]
async fn without_a_token_there_is_none() {
    let (service, mut told) = echo().await;
    let gateway = Gateway::before(&service).await;
    assert_eq!(
        open(&gateway, None).await.unwrap_err(),
        StatusCode::UNAUTHORIZED
    );
    open(&gateway, Some(1)).await.unwrap();
    assert!(
        matches!(soon(told.recv()).await, Some(Told::Begun(headers)) if headers.contains_key("authorization"))
    );
}

#[tokio::test]
async fn a_client_that_vanishes_is_gone_for_the_service_too() {
    let (service, mut told) = echo().await;
    let gateway = Gateway::before(&service).await;
    let socket = open(&gateway, Some(1)).await.unwrap();
    assert!(matches!(soon(told.recv()).await, Some(Told::Begun(_))));
    drop(socket);
    assert!(matches!(soon(told.recv()).await, Some(Told::Ended)));
}

#[tokio::test]
async fn a_service_that_closes_is_heard() {
    let routes = Router::new().route(
        STREAM,
        get(async |upgrade: WebSocketUpgrade| {
            upgrade.on_upgrade(async |mut socket| {
                socket.send(Frame::Text("bye".into())).await.unwrap();
            })
        }),
    );
    let service = Service::serving(routes).await;
    let gateway = Gateway::before(&service).await;
    let mut socket = open(&gateway, Some(1)).await.unwrap();
    assert_eq!(heard(&mut socket).await, Message::text("bye"));
    let rest: Vec<_> = soon(socket.collect()).await;
    assert!(
        !rest
            .iter()
            .any(|message| matches!(message, Ok(Message::Text(_))))
    );
}

#[tokio::test]
async fn a_service_may_refuse() {
    let service =
        Service::answering(async |_, _| (StatusCode::FORBIDDEN, "not you").into_response()).await;
    let gateway = Gateway::before(&service).await;
    assert_eq!(
        open(&gateway, Some(1)).await.unwrap_err(),
        StatusCode::FORBIDDEN
    );
    assert_eq!(service.only().header("upgrade"), Some("websocket"));
}

#[tokio::test]
async fn one_that_is_refused_leaves_nothing_on_the_connection() {
    let service = Service::answering(async |_, _| StatusCode::FORBIDDEN.into_response()).await;
    let gateway = Gateway::before(&service).await;
    let upgrade = |length: &str| {
        gateway
            .ask("GET", STREAM)
            .header("connection", "upgrade")
            .header("upgrade", "websocket")
            .header("content-length", length)
    };
    for _ in 0..2 {
        let answer = upgrade("5").body("GET /").send().await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    let answer = gateway.ask("GET", "/v1/users/me").send().await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let heard = service.heard();
    assert_eq!(heard.len(), 3);
    for heard in &heard {
        assert_eq!(heard.header("content-length"), None);
        assert_eq!(heard.body.as_deref(), Some(&b""[..]));
    }
}

#[tokio::test]
async fn one_that_is_not_asked_for_is_asked_for_in_words() {
    let service = Service::answering(async |_, heard| {
        assert_eq!(heard.header("upgrade"), None);
        (StatusCode::UPGRADE_REQUIRED, [("upgrade", "websocket")]).into_response()
    })
    .await;
    let gateway = Gateway::before(&service).await;
    let answer = gateway.ask("GET", STREAM).send().await;
    assert_eq!(answer.status, StatusCode::UPGRADE_REQUIRED);
    assert_eq!(answer.header("upgrade"), Some("websocket"));
}

#[tokio::test]
async fn other_operations_have_none() {
    let service = Service::well().await;
    let gateway = Gateway::before(&service).await;
    let answer = gateway
        .ask("GET", "/v1/users/me")
        .header("connection", "upgrade")
        .header("upgrade", "websocket")
        .header("sec-websocket-version", "13")
        .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")
        .send()
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(service.only().header("upgrade"), None);
}

#[tokio::test]
async fn a_service_that_switches_protocols_unasked_is_not_followed() {
    let service = crate::support::RawService::behaving(async |_, mut stream: TcpStream| {
        let switch =
            b"HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n";
        tokio::io::AsyncWriteExt::write_all(&mut stream, switch)
            .await
            .unwrap();
        stream
    })
    .await;
    let gateway = Plan::at(service.address).start().await;
    let answer = ask(gateway.address, "POST", "/v1/auth/login").send().await;
    answer.refused(ProblemCode::Unavailable);
}

#[tokio::test]
async fn a_user_has_so_many_and_one_that_is_closed_makes_room() {
    let (service, mut told) = echo().await;
    let mut plan = Plan::at(service.address);
    plan.gateway.limits.sockets = 2;
    let gateway = plan.start().await;
    let first = open(&gateway, Some(1)).await.unwrap();
    let _second = open(&gateway, Some(1)).await.unwrap();
    let refused = open(&gateway, Some(1)).await.unwrap_err();
    assert_eq!(refused, StatusCode::TOO_MANY_REQUESTS);
    let _of_another = open(&gateway, Some(2)).await.unwrap();

    drop(first);
    while !matches!(soon(told.recv()).await, Some(Told::Ended)) {}
    soon(async { while open(&gateway, Some(1)).await.is_err() {} }).await;
}

#[tokio::test]
async fn one_on_which_nothing_is_said_is_closed() {
    let (service, mut told) = echo().await;
    let mut plan = Plan::at(service.address);
    plan.gateway.times.idle = Duration::from_millis(50);
    let gateway = plan.start().await;
    let socket = open(&gateway, Some(1)).await.unwrap();
    while !matches!(soon(told.recv()).await, Some(Told::Ended)) {}
    let rest: Vec<_> = soon(socket.collect()).await;
    assert!(
        !rest
            .iter()
            .any(|message| matches!(message, Ok(Message::Text(_))))
    );
}

#[tokio::test]
async fn a_gateway_that_stops_closes_them() {
    let (service, mut told) = echo().await;
    let gateway = Gateway::before(&service).await;
    let socket = open(&gateway, Some(1)).await.unwrap();
    assert!(matches!(soon(told.recv()).await, Some(Told::Begun(_))));
    gateway.stop().await;
    assert!(matches!(soon(told.recv()).await, Some(Told::Ended)));
    let _: Vec<_> = soon(socket.collect()).await;
}
