//! A server that answers as it is told, for what the simulator does not have, and keeps what it was asked.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use orion_adapters::github::GitHub;
use serde_json::Value;

use crate::world::{hurried, repository};

/// A request: `GET /path`, and its body.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Asked {
    pub(crate) line: String,
    pub(crate) body: Value,
}

/// What is answered: the status, more headers, the body.
pub(crate) type Answer = (u16, &'static [(&'static str, &'static str)], Value);

/// The server.
pub(crate) struct Stub {
    url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Stub {
    /// Answers what `answer` says, for as long as the test runs.
    pub(crate) fn start(answer: impl Fn(&str, &Value) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let journal = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                serve(stream.unwrap(), &journal, &answer);
            }
        });
        Self { url, asked }
    }

    /// The adapter before it.
    pub(crate) async fn github(&self) -> GitHub {
        let url = self.url.clone();
        let variables = move |name: &str| match name {
            "GITHUB_API_URL" => Some(url.clone().into()),
            "GH_TOKEN" => Some("stub-token".into()),
            _ => None,
        };
        let mut github = GitHub::connect(repository(), variables).await.unwrap();
        github.pace = hurried();
        github
    }

    /// What was asked, in order.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// What was written.
    pub(crate) fn written(&self) -> Vec<Asked> {
        let mut asked = self.asked();
        asked.retain(|asked| !asked.line.starts_with("GET "));
        asked
    }
}

/// Answers the one request of a connection.
fn serve(
    mut stream: TcpStream,
    journal: &Mutex<Vec<Asked>>,
    answer: &impl Fn(&str, &Value) -> Answer,
) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).unwrap();
        let header = header.trim().to_ascii_lowercase();
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if header.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let body = serde_json::from_slice(&body).unwrap_or_default();
    let line = line.trim_end().trim_end_matches(" HTTP/1.1").to_owned();
    let (status, headers, content) = answer(&line, &body);
    journal.lock().unwrap().push(Asked { line, body });
    let content = content.to_string();
    let mut head = format!(
        "HTTP/1.1 {status} Stub\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n",
        content.len()
    );
    for (name, value) in headers {
        write!(head, "{name}: {value}\r\n").unwrap();
    }
    stream
        .write_all(format!("{head}\r\n{content}").as_bytes())
        .unwrap();
}
