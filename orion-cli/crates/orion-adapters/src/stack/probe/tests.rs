//! Probes against little servers that are real as far as a probe goes.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use orion_app::stack::{ProbeTarget, Prober};
use orion_core::config::{HttpPath, Probe, Protocol};
use orion_core::stack::PublishedPort;
use orion_testutils::skip;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::NetworkProber;

const PATIENCE: Duration = Duration::from_secs(10);

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(work)
}

/// A server that does the same with every connection.
async fn serve<Work>(with: impl Fn(TcpStream) -> Work + Send + 'static) -> u16
where
    Work: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(with(stream));
        }
    });
    port
}

/// A server that reads `expected` bytes, says `answer`, and closes.
async fn answering(expected: usize, answer: &'static [u8]) -> u16 {
    serve(move |mut stream| async move {
        let mut read = vec![0; expected];
        stream.read_exact(&mut read).await.unwrap();
        stream.write_all(answer).await.unwrap();
        stream.shutdown().await.unwrap();
        // A socket that is closed with something unread takes back what it said.
        let _ = stream.read_to_end(&mut Vec::new()).await;
    })
    .await
}

async fn silent() -> u16 {
    serve(|mut stream| async move {
        // Until the other side has enough of it.
        let _ = stream.read_to_end(&mut Vec::new()).await;
    })
    .await
}

async fn closing() -> u16 {
    serve(|stream| async move { drop(stream) }).await
}

async fn free() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    listener.local_addr().unwrap().port()
}

/// Port 80 of a container that is published as `host`.
fn published(host: u16) -> ProbeTarget {
    ProbeTarget {
        address: None,
        ports: vec![PublishedPort {
            container: 80,
            host,
            protocol: Protocol::Tcp,
        }],
        first_port: Some(80),
    }
}

fn direct(address: IpAddr) -> ProbeTarget {
    ProbeTarget {
        address: Some(address),
        ports: Vec::new(),
        first_port: None,
    }
}

fn http(path: &str) -> Probe {
    Probe::Http {
        path: HttpPath::new(path).unwrap(),
        port: None,
    }
}

async fn probe(probe: &Probe, target: &ProbeTarget) -> Result<(), String> {
    NetworkProber.probe(probe, target, PATIENCE).await
}

#[test]
fn http_is_ready_by_its_status() {
    run(async {
        let ok = answering(4, b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nready").await;
        let moved = answering(4, b"HTTP/1.1 302 Found\r\nlocation: /x\r\n\r\n").await;
        let not = answering(
            4,
            b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 11\r\n\r\nno database",
        )
        .await;
        let bare = answering(4, b"HTTP/1.1 599 Odd\r\ncontent-length: 0\r\n\r\n").await;
        let path = http("/health/ready?full=1");
        assert_eq!(probe(&path, &published(ok)).await, Ok(()));
        assert_eq!(probe(&path, &published(moved)).await, Ok(()));
        let said = |port| async move { probe(&http("/"), &published(port)).await.unwrap_err() };
        assert_eq!(said(not).await, "503 Service Unavailable: no database");
        assert_eq!(said(bare).await, "599");
    });
}

#[test]
fn http_asks_for_the_path_by_the_name_that_the_service_has_for_itself() {
    run(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let target = published(listener.local_addr().unwrap().port());
        let path = http("/health?a=b");
        let asked = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                request.push(stream.read_u8().await.unwrap());
            }
            stream
                .write_all(b"HTTP/1.1 204 No Content\r\n\r\n")
                .await
                .unwrap();
            String::from_utf8(request).unwrap()
        };
        let (answer, request) = tokio::join!(probe(&path, &target), asked);
        assert_eq!(answer, Ok(()));
        insta::assert_snapshot!(request.replace("\r\n", "\n"), @r"
        GET /health?a=b HTTP/1.1
        host: localhost:80
        user-agent: orion
        connection: close
        ");
    });
}

#[test]
fn http_tells_the_beginning_of_a_body_that_does_not_end() {
    run(async {
        let port = serve(|mut stream| async move {
            let head = b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 100000\r\n\r\n";
            stream.write_all(head).await.unwrap();
            stream.write_all(&[b'x'; 300]).await.unwrap();
            let _ = stream.read_to_end(&mut Vec::new()).await;
        })
        .await;
        let said = probe(&http("/"), &published(port)).await.unwrap_err();
        assert_eq!(
            said,
            format!("500 Internal Server Error: {}", "x".repeat(200))
        );

        let slow = serve(|mut stream| async move {
            let head = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 9\r\n\r\nwait";
            stream.write_all(head).await.unwrap();
            let _ = stream.read_to_end(&mut Vec::new()).await;
        })
        .await;
        let limit = Duration::from_millis(400);
        let said = NetworkProber
            .probe(&http("/"), &published(slow), limit)
            .await;
        assert_eq!(said.unwrap_err(), "503 Service Unavailable: wait");
    });
}

#[test]
fn http_says_what_came_instead_of_an_answer() {
    run(async {
        let said = |port| async move { probe(&http("/"), &published(port)).await.unwrap_err() };
        assert_eq!(
            said(answering(4, b"SSH-2.0-OpenSSH_9.2\r\n").await).await,
            "the answer is not HTTP"
        );
        assert_eq!(
            said(answering(4, b"").await).await,
            "the connection was closed without an answer"
        );
        assert_eq!(said(free().await).await, "connection refused");
        let half = answering(4, b"HTTP/1.1 200").await;
        assert!(probe(&http("/"), &published(half)).await.is_err());
    });
}

#[test]
fn nothing_takes_longer_than_it_may() {
    run(async {
        let target = published(silent().await);
        let limit = Duration::from_millis(100);
        let begun = Instant::now();
        for probe in [http("/"), Probe::Postgres(80), Probe::Amqp(80)] {
            let said = NetworkProber.probe(&probe, &target, limit).await;
            assert_eq!(said.unwrap_err(), "no answer within 100ms");
        }
        assert!(begun.elapsed() < Duration::from_secs(5));
    });
}

#[test]
fn tcp_is_ready_when_a_connection_stays() {
    run(async {
        let tcp = Probe::Tcp(80);
        assert_eq!(probe(&tcp, &published(silent().await)).await, Ok(()));
        let greeting = answering(0, b"220 mail").await;
        assert_eq!(probe(&tcp, &published(greeting)).await, Ok(()));
        // As the engine's proxy does when nobody listens behind it.
        let said = probe(&tcp, &published(closing().await)).await.unwrap_err();
        assert_eq!(said, "the connection was closed at once");
        let refused = probe(&tcp, &published(free().await)).await.unwrap_err();
        assert_eq!(refused, "connection refused");
    });
}

#[test]
fn the_container_itself_is_asked_where_it_can_be() {
    run(async {
        // There no proxy comes between, so that what is accepted is accepted.
        let port = closing().await;
        let here = direct(IpAddr::V4(Ipv4Addr::LOCALHOST));
        assert_eq!(probe(&Probe::Tcp(port), &here).await, Ok(()));

        // It refuses, whatever a proxy would say.
        let mut both = published(silent().await);
        both.address = Some(IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2)));
        let said = probe(&Probe::Tcp(80), &both).await;
        assert_eq!(said.unwrap_err(), "connection refused");
    });
}

#[test]
fn without_a_way_there_it_says_so() {
    run(async {
        let target = ProbeTarget {
            address: None,
            ports: Vec::new(),
            first_port: None,
        };
        let said = |asked: Probe| {
            let target = target.clone();
            async move { probe(&asked, &target).await.unwrap_err() }
        };
        assert_eq!(said(Probe::Tcp(5432)).await, "port 5432 is not published");
        assert_eq!(
            said(http("/")).await,
            "the service has no port to be asked at"
        );
        assert_eq!(
            said(Probe::Exec(vec!["true".to_owned()])).await,
            "a command is run by the engine, in the container"
        );
    });
}

/// The length of PostgreSQL's whole first message.
const STARTUP: usize = 47;

#[test]
fn postgres_is_ready_when_it_would_take_somebody() {
    run(async {
        let postgres = Probe::Postgres(80);
        let asks = answering(STARTUP, b"R\0\0\0\x08\0\0\0\x05").await;
        assert_eq!(probe(&postgres, &published(asks)).await, Ok(()));
        let refuses = answering(STARTUP, b"E\0\0\0\x1dSFATAL\0C3D000\0Mno such\0\0\0").await;
        assert_eq!(probe(&postgres, &published(refuses)).await, Ok(()));

        let starts = answering(STARTUP, b"E\0\0\0\x20SFATAL\0C57P03\0Mstarting up\0\0").await;
        let said = probe(&postgres, &published(starts)).await.unwrap_err();
        assert_eq!(said, "57P03: starting up");
        let other = answering(4, b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        let said = probe(&postgres, &published(other)).await.unwrap_err();
        assert_eq!(said, "the answer is not PostgreSQL's");
        let closed = answering(STARTUP, b"").await;
        let said = probe(&postgres, &published(closed)).await.unwrap_err();
        assert_eq!(said, "the connection was closed without an answer");
    });
}

#[test]
fn amqp_is_ready_when_it_begins() {
    run(async {
        let amqp = Probe::Amqp(80);
        let starts = answering(8, b"\x01\0\0\0\0\0\x20\0\x0a\0\x0a\0\x09").await;
        assert_eq!(probe(&amqp, &published(starts)).await, Ok(()));
        let newer = answering(8, b"AMQP\0\x01\0\0").await;
        let said = probe(&amqp, &published(newer)).await.unwrap_err();
        assert_eq!(said, "the broker speaks AMQP 1-0-0, not 0-9-1");
        let other = answering(8, b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        let said = probe(&amqp, &published(other)).await.unwrap_err();
        assert_eq!(said, "the answer is not AMQP");
    });
}

/// The address in `postgres://user:password@host:port/database` and the like.
fn address(url: &str) -> SocketAddr {
    let (_, rest) = url.rsplit_once('@').unwrap();
    rest.split('/').next().unwrap().parse().unwrap()
}

#[test]
fn a_real_postgres_is_ready() {
    let Ok(url) = std::env::var("ORION_TEST_POSTGRES") else {
        skip!("ORION_TEST_POSTGRES says of no PostgreSQL");
    };
    let address = address(&url);
    let asked = Probe::Postgres(address.port());
    let answer = run(async { probe(&asked, &direct(address.ip())).await });
    assert_eq!(answer, Ok(()));
    let asked = Probe::Amqp(address.port());
    run(async { probe(&asked, &direct(address.ip())).await }).unwrap_err();
}

#[test]
fn a_real_rabbitmq_is_ready() {
    let Ok(url) = std::env::var("ORION_TEST_RABBITMQ") else {
        skip!("ORION_TEST_RABBITMQ says of no RabbitMQ");
    };
    let address = address(&url);
    let asked = Probe::Amqp(address.port());
    let answer = run(async { probe(&asked, &direct(address.ip())).await });
    assert_eq!(answer, Ok(()));
    let asked = Probe::Postgres(address.port());
    run(async { probe(&asked, &direct(address.ip())).await }).unwrap_err();
}
