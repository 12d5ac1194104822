//! An engine that says what it was told to.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use orion_adapters::docker::{DockerEngine, EngineEnvironment};
use orion_app::stack::EngineError;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, UnixListener};

pub(crate) const VERSION: &str =
    r#"{"Version":"28.5.2","ApiVersion":"1.51","Components":[{"Name":"Engine"}]}"#;

/// What to answer to requests whose path begins so.
struct Rule {
    path: &'static str,
    answers: VecDeque<Vec<u8>>,
}

/// The engine: a socket, and what came in there.
pub(crate) struct StubEngine {
    directory: tempfile::TempDir,
    rules: Arc<Mutex<Vec<Rule>>>,
    requests: Arc<Mutex<Vec<String>>>,
}

/// A whole answer.
pub(crate) fn answer(status: u16, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// An answer that says that more comes than does: the connection breaks in the middle.
pub(crate) fn broken(body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 200 X\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len() + 100
    )
    .into_bytes()
}

/// An answer that goes on until the connection is closed.
pub(crate) fn stream(body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 X\r\ncontent-type: application/json\r\n\r\n{body}").into_bytes()
}

impl StubEngine {
    /// One that is a modern Docker Engine.
    pub(crate) fn new() -> Self {
        let stub = Self::unknown();
        stub.on("GET /version", answer(200, VERSION));
        stub
    }

    /// One that says nothing of itself.
    pub(crate) fn unknown() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(directory.path().join("engine.sock")).unwrap();
        let rules: Arc<Mutex<Vec<Rule>>> = Arc::default();
        let requests: Arc<Mutex<Vec<String>>> = Arc::default();
        let (known, seen) = (Arc::clone(&rules), Arc::clone(&requests));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&known), Arc::clone(&seen)));
            }
        });
        Self {
            directory,
            rules,
            requests,
        }
    }

    /// Answers so, from then on or, when it is said again for that path, in turn; the last answer stays.
    pub(crate) fn on(&self, path: &'static str, answer: Vec<u8>) {
        let mut rules = self.rules.lock().unwrap();
        match rules.iter_mut().find(|rule| rule.path == path) {
            Some(rule) => rule.answers.push_back(answer),
            None => rules.push(Rule {
                path,
                answers: VecDeque::from([answer]),
            }),
        }
    }

    /// Listens on a port of this machine too, and says where.
    pub(crate) async fn listen_on_a_port(&self) -> String {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (known, seen) = (Arc::clone(&self.rules), Arc::clone(&self.requests));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&known), Arc::clone(&seen)));
            }
        });
        format!("tcp://{address}")
    }

    pub(crate) fn socket(&self) -> PathBuf {
        self.directory.path().join("engine.sock")
    }

    pub(crate) fn environment(&self) -> EngineEnvironment {
        EngineEnvironment {
            host: Some(format!("unix://{}", self.socket().display())),
            ..EngineEnvironment::default()
        }
    }

    pub(crate) async fn connect(&self) -> Result<DockerEngine, EngineError> {
        DockerEngine::connect(&self.environment()).await
    }

    /// The requests so far: the first lines, and their heads and bodies after them.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// Takes one request and answers it.
async fn serve(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    rules: Arc<Mutex<Vec<Rule>>>,
    seen: Arc<Mutex<Vec<String>>>,
) {
    let mut received = Vec::new();
    let mut buffer = [0; 4096];
    // A request without a body ends with its head; of others the beginning is enough.
    while !received.windows(4).any(|window| window == b"\r\n\r\n") {
        match stream.read(&mut buffer).await {
            Ok(read) if read > 0 => received.extend_from_slice(&buffer[..read]),
            _ => return,
        }
    }
    let request = String::from_utf8_lossy(&received).into_owned();
    let answer = {
        let mut rules = rules.lock().unwrap();
        let rule = rules
            .iter_mut()
            .filter(|rule| request.starts_with(rule.path))
            .max_by_key(|rule| rule.path.len());
        match rule {
            Some(rule) if rule.answers.len() > 1 => rule.answers.pop_front().unwrap(),
            Some(rule) => rule.answers[0].clone(),
            None => answer(404, r#"{"message":"page not found"}"#),
        }
    };
    seen.lock().unwrap().push(request);
    // A client that has gone away gets no answer.
    let _ = stream.write_all(&answer).await;
    let _ = stream.shutdown().await;
    // Closing while the client still sends would take the answer from it.
    while matches!(stream.read(&mut buffer).await, Ok(read) if read > 0) {}
}
