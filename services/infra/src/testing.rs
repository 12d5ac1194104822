//! For tests: a service's binary started for real, or its routes behind a real socket, and a look at what they answer;
//! tokens, databases and buses of their own.

mod buses;
mod caches;
mod databases;
mod server;
mod servers;
mod tokens;

pub use buses::{bus_settings, buses};
pub use caches::caches;
pub use databases::{TestDatabase, databases};
pub use server::{TestServer, serve, serve_with};
pub use tokens::{claims, tokens};

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::Duration;

#[cfg(unix)]
use crate::service::Service;

/// Longer than any answer here takes; a test that hangs ends by it.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The header lines, without the status line.
    pub headers: String,
    /// The body, as text.
    pub body: String,
}

/// Asks for `path` over a connection of its own.
///
/// # Errors
/// When nobody listens, or the answer is not HTTP.
pub fn get(address: SocketAddr, path: &str) -> io::Result<Answer> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    parse(&answer).ok_or_else(|| io::Error::other(format!("not an HTTP answer: {answer:?}")))
}

fn parse(answer: &str) -> Option<Answer> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let (status_line, headers) = head.split_once("\r\n")?;
    Some(Answer {
        status: status_line.split(' ').nth(1)?.parse().ok()?,
        headers: headers.to_owned(),
        body: body.to_owned(),
    })
}

/// The text of a member of a logged event, as far as it needs no escapes.
fn field<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(&format!(r#""{name}":""#))?;
    rest.split_once('"').map(|(text, _)| text)
}

/// A service's binary, running; killed when dropped.
#[derive(Debug)]
pub struct RunningService {
    child: Child,
    log: BufReader<ChildStdout>,
}

impl RunningService {
    /// Starts it with nothing in its environment but `variables`.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(binary: &str, variables: &[(&str, &str)]) -> io::Result<Self> {
        let mut child = Command::new(binary)
            .env_clear()
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let Some(log) = child.stdout.take() else {
            return Err(io::Error::other("standard output is not piped"));
        };
        Ok(Self {
            child,
            log: BufReader::new(log),
        })
    }

    /// Reads its log up to the lines that say that these services are listening, and gives their addresses
    /// in the order of `services`.
    ///
    /// # Errors
    /// When it ends before that; the error holds its standard error.
    pub fn listening(&mut self, services: &[&str]) -> io::Result<Vec<SocketAddr>> {
        let mut addresses: Vec<Option<SocketAddr>> = vec![None; services.len()];
        let mut line = String::new();
        while addresses.contains(&None) {
            line.clear();
            if self.log.read_line(&mut line)? == 0 {
                let complaint = self.complaint()?;
                return Err(io::Error::other(format!(
                    "it ended before it was listening: {complaint}"
                )));
            }
            if field(&line, "message") != Some("listening") {
                continue;
            }
            let service = field(&line, "service");
            for (name, address) in services.iter().zip(&mut addresses) {
                if service == Some(name) {
                    *address = field(&line, "address").and_then(|text| text.parse().ok());
                }
            }
        }
        Ok(addresses.into_iter().flatten().collect())
    }

    /// Asks it to end, as a container engine does (SIGTERM), and waits until it has.
    ///
    /// # Errors
    /// When it cannot be asked.
    #[cfg(unix)]
    pub fn stop(mut self) -> io::Result<(ExitStatus, String)> {
        Command::new("kill")
            .args(["-s", "TERM", &self.child.id().to_string()])
            .status()?;
        self.ended()
    }

    /// Waits until it ends, and gives the rest of its log.
    ///
    /// # Errors
    /// When it cannot be waited for.
    pub fn ended(&mut self) -> io::Result<(ExitStatus, String)> {
        let mut log = String::new();
        self.log.read_to_string(&mut log)?;
        Ok((self.child.wait()?, log))
    }

    /// All it says on standard error until it ends.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn complaint(&mut self) -> io::Result<String> {
        let mut complaint = String::new();
        if let Some(stderr) = &mut self.child.stderr {
            stderr.read_to_string(&mut complaint)?;
        }
        Ok(complaint)
    }
}

impl Drop for RunningService {
    fn drop(&mut self) {
        // It may have ended already, and a test that fails has said why.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Holds that a service's binary starts, answers over a real socket, and ends when it is asked to. It gets a database
/// and a bus in memory, and an auth service that is away.
///
/// # Errors
/// When it cannot be started or talked to.
///
/// # Panics
/// When it answers or ends otherwise than a service should.
#[cfg(unix)]
pub fn assert_starts_answers_and_ends<S: Service>(binary: &str) -> io::Result<()> {
    let settings = [
        ("LISTEN", "127.0.0.1:0"),
        ("DATABASE_URL", "sqlite::memory:"),
        ("BUS_URL", "memory:test"),
        ("AUTH_URL", "http://127.0.0.1:9"),
    ];
    let settings = settings.map(|(name, value)| (format!("{}{name}", S::PREFIX), value));
    let settings: Vec<_> = settings
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    let mut running = RunningService::start(binary, &settings)?;
    for address in running.listening(&[S::NAME])? {
        assert_eq!(get(address, "/health/live")?.status, 200);
        assert_eq!(get(address, "/health/ready")?.status, 200);
        assert_eq!(get(address, "/no-such-page")?.status, 404);
        assert_eq!(probe(binary, address, "/health/ready")?, Some(0));
        assert_eq!(probe(binary, address, "/no-such-page")?, Some(1));
    }
    let (status, log) = running.stop()?;
    assert!(status.success(), "{status}: {log}");
    Ok(())
}

/// How the binary ends as the health check of itself.
#[cfg(unix)]
fn probe(binary: &str, address: SocketAddr, path: &str) -> io::Result<Option<i32>> {
    let mut asking = Command::new(binary);
    asking
        .env_clear()
        .args(["probe", &format!("http://{address}{path}")]);
    asking.stderr(Stdio::null());
    Ok(asking.status()?.code())
}
