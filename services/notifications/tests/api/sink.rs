//! A mail server that takes letters to look at them, or does not.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// How the server takes letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// It takes them.
    Taking,
    /// It takes none to anybody, for now.
    Busy,
    /// It takes none to anybody, ever.
    Refusing,
    /// It breaks off in the middle.
    BreakingOff,
}

/// A letter as it came over the wire.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) text: String,
}

/// A mail server on a port of its own.
pub(crate) struct Sink {
    pub(crate) port: u16,
    shared: Arc<Shared>,
    serving: JoinHandle<()>,
}

struct Shared {
    mood: Mutex<Mood>,
    received: Mutex<Vec<Received>>,
    attempts: Mutex<u32>,
}

impl Sink {
    pub(crate) async fn start(port: u16, mood: Mood) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared {
            mood: Mutex::new(mood),
            received: Mutex::default(),
            attempts: Mutex::default(),
        });
        let serving = tokio::spawn({
            let shared = Arc::clone(&shared);
            async move {
                loop {
                    let (stream, _) = listener.accept().await.unwrap();
                    let shared = Arc::clone(&shared);
                    tokio::spawn(async move {
                        // A client that breaks off has seen enough.
                        let _ = talk(stream, &shared).await;
                    });
                }
            }
        });
        Self {
            port,
            shared,
            serving,
        }
    }

    pub(crate) fn be(&self, mood: Mood) {
        *self.shared.mood.lock().unwrap() = mood;
    }

    /// The letters that it has.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.shared.received.lock().unwrap().clone()
    }

    /// How many letters were offered to it.
    pub(crate) fn attempts(&self) -> u32 {
        *self.shared.attempts.lock().unwrap()
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// One conversation (RFC 5321).
async fn talk(stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let (mut from, mut to) = (String::new(), String::new());
    stream.write_all(b"220 sink\r\n").await?;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let mood = *shared.mood.lock().unwrap();
        let answer = match line.split([' ', ':', '\r']).next().unwrap_or_default() {
            "EHLO" => "250 sink\r\n",
            "MAIL" => {
                line.trim().clone_into(&mut from);
                "250 ok\r\n"
            }
            "RCPT" => {
                line.trim().clone_into(&mut to);
                // Here its mood decides: who sees the attempt and changes the mood changes the next one.
                *shared.attempts.lock().unwrap() += 1;
                match mood {
                    Mood::Taking => "250 ok\r\n",
                    Mood::Busy => "451 not now\r\n",
                    Mood::Refusing => "550 no such \x1b[2J user\r\n",
                    Mood::BreakingOff => return Ok(()),
                }
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                let mut text = String::new();
                while !text.ends_with("\r\n.\r\n") {
                    if stream.read_line(&mut text).await? == 0 {
                        return Ok(());
                    }
                }
                shared.received.lock().unwrap().push(Received {
                    from: from.clone(),
                    to: to.clone(),
                    text,
                });
                "250 taken\r\n"
            }
            "QUIT" => return stream.write_all(b"221 bye\r\n").await,
            "STARTTLS" => "220 go on\r\nthis is no TLS\r\n",
            _ => "250 ok\r\n",
        };
        stream.write_all(answer.as_bytes()).await?;
    }
}
