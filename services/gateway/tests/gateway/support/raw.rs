//! Sockets without HTTP: clients that send anything, and services that misbehave.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::soon;

/// A service that does with each connection what a test wants.
#[derive(Debug, Clone)]
pub(crate) struct RawService {
    pub(crate) address: SocketAddr,
    heads: Arc<AtomicUsize>,
}

impl RawService {
    /// Hands each connection to `behave` once the head of a request has come, with how many came before.
    /// It gives the connection back for the next request.
    pub(crate) async fn behaving<Behaviour>(
        behave: impl Fn(usize, TcpStream) -> Behaviour + Send + Sync + 'static,
    ) -> Self
    where
        Behaviour: Future<Output = TcpStream> + Send,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let heads: Arc<AtomicUsize> = Arc::default();
        let (behave, count) = (Arc::new(behave), Arc::clone(&heads));
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let (behave, count) = (Arc::clone(&behave), Arc::clone(&count));
                tokio::spawn(async move {
                    while head(&mut stream).await.is_some() {
                        let number = count.fetch_add(1, Ordering::SeqCst);
                        stream = behave(number, stream).await;
                    }
                });
            }
        });
        Self { address, heads }
    }

    /// How many requests have come.
    pub(crate) fn count(&self) -> usize {
        self.heads.load(Ordering::SeqCst)
    }
}

/// Reads up to the end of a request's head.
async fn head(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    String::from_utf8(head).ok()
}

/// What came back on a connection.
#[derive(Debug)]
pub(crate) struct RawAnswer(pub(crate) String);

impl RawAnswer {
    /// The status of each answer.
    pub(crate) fn statuses(&self) -> Vec<u16> {
        self.0
            .split("HTTP/1.1 ")
            .skip(1)
            .map(|answer| answer[..3].parse().unwrap())
            .collect()
    }
}

/// Sends these bytes, and reads until the gateway closes the connection.
pub(crate) async fn converse(address: SocketAddr, bytes: &[u8]) -> RawAnswer {
    soon(async {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        let mut answer = Vec::new();
        // A connection that is reset was closed too.
        let _ = stream.read_to_end(&mut answer).await;
        RawAnswer(String::from_utf8(answer).unwrap())
    })
    .await
}
