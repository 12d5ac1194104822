//! Questions to little servers that are real as far as a question goes.

use std::net::{Ipv4Addr, SocketAddr};

use orion_app::integration::{BrokerLogin, Credentials, Network, Request};
use orion_core::integration::{Answer, Login, Probed};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::StackNetwork;

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(work)
}

/// A server that reads until `end`, says `answer`, closes, and tells what it read.
async fn server(
    end: &'static [u8],
    answer: &'static [u8],
) -> (SocketAddr, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut read = Vec::new();
        while !read.ends_with(end) {
            read.push(stream.read_u8().await.unwrap());
        }
        stream.write_all(answer).await.unwrap();
        stream.shutdown().await.unwrap();
        let _ = stream.read_to_end(&mut Vec::new()).await;
        String::from_utf8_lossy(&read).into_owned()
    });
    (address, served)
}

async fn closed() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    listener.local_addr().unwrap()
}

#[test]
fn a_request_carries_neither_credentials_nor_a_body() {
    run(async {
        let said = b"HTTP/1.1 404 Not Found\r\ncontent-length: 9\r\n\r\nnot there";
        let (to, served) = server(b"\r\n\r\n", said).await;
        let request = Request {
            to,
            method: "POST".to_owned(),
            path: "/v1/a".to_owned(),
            most: 3,
        };
        let answer = StackNetwork.ask(&request).await;
        let expected = Answer {
            status: 404,
            body: "not".to_owned(),
        };
        assert_eq!(answer, Ok(expected));
        let asked = served.await.unwrap();
        let port = to.port().to_string();
        insta::assert_snapshot!(asked.replace("\r\n", "\n").replace(&port, "PORT"), @"
        POST /v1/a HTTP/1.1
        host: localhost:PORT
        user-agent: orion
        accept: */*
        content-type: application/json
        connection: close
        ");
    });
}

#[test]
fn nobody_there_is_told() {
    run(async {
        let at = closed().await;
        let request = Request {
            to: at,
            method: "GET".to_owned(),
            path: "/".to_owned(),
            most: 1,
        };
        assert_eq!(
            StackNetwork.ask(&request).await,
            Err("connection refused".to_owned())
        );
        let credentials = Credentials {
            at,
            user: "a".to_owned(),
            password: None,
            database: "b".to_owned(),
        };
        let said = StackNetwork.log_in(&credentials).await;
        assert!(matches!(said, Login::Unknown(_)), "{said:?}");
        let login = BrokerLogin {
            at,
            user: "a".to_owned(),
            password: None,
            virtual_host: "/".to_owned(),
        };
        let said = StackNetwork.probe(&login, "events", "orion.probe.1").await;
        assert!(matches!(said, Probed::Unknown(_)), "{said:?}");
    });
}

/// An error message of PostgreSQL's protocol: its length, and fields that each end with a zero byte.
const REFUSED: &[u8] = b"E\0\0\0\x2dSFATAL\0VFATAL\0C42501\0Mpermission denied\0\0";
const STARTING: &[u8] = b"E\0\0\0\x27SFATAL\0VFATAL\0C57P03\0Mstarting up\0\0";

#[test]
fn a_refusal_is_told_from_a_server_that_takes_nobody() {
    run(async {
        let ask = async |answer: &'static [u8]| {
            let (at, _served) = server(b"\0\0", answer).await;
            let credentials = Credentials {
                at,
                user: "a".to_owned(),
                password: Some("b".to_owned()),
                database: "c".to_owned(),
            };
            StackNetwork.log_in(&credentials).await
        };
        assert_eq!(
            ask(REFUSED).await,
            Login::Refused("42501: permission denied".to_owned())
        );
        assert_eq!(
            ask(STARTING).await,
            Login::Unknown("57P03: starting up".to_owned())
        );
    });
}
