//! A stand-in for GitHub: the simulator `ghsim`, a program of its own.

use std::env;
use std::fs;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

use crate::requirement::skipped;

/// How long one answer of the simulator may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// The simulator's process: one for all tests of a process, since it takes a second to start.
static RUNNING: Mutex<Option<Running>> = Mutex::new(None);

/// A process that ends when its standard input is closed: when this one ends, however it does.
struct Running {
    #[expect(dead_code, reason = "it holds the standard input open")]
    child: Child,
    port: u16,
}

/// The simulator, empty, and this test's alone as long as this value lives.
pub struct GhSim {
    running: MutexGuard<'static, Option<Running>>,
    port: u16,
}

impl GhSim {
    /// The token that the simulator takes: the user `octocat`'s.
    pub const TOKEN: &'static str = "sim-token";

    /// Starts the simulator, or empties the one that runs. `None` when it cannot be had here, which is said: it is
    /// looked for in `ORION_GHSIM`, and in `../shared/ghsim` beside the repository. `ORION_GHSIM=none` says that there
    /// is none, and that this has been counted.
    ///
    /// # Panics
    /// When it cannot be had and `ORION_REQUIRE_ALL=1` says that it has to.
    #[must_use]
    #[track_caller]
    pub fn start() -> Option<Self> {
        if env::var_os("ORION_GHSIM").is_some_and(|place| place == "none") {
            let _ = writeln!(io::stderr(), "SKIPPED: there is no simulator of GitHub");
            return None;
        }
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        let port = match &*running {
            Some(running) => running.port,
            None => match start() {
                Ok(started) => running.insert(started).port,
                Err(reason) => {
                    // Others learn it for themselves.
                    drop(running);
                    skipped(&reason);
                    return None;
                }
            },
        };
        let simulator = Self { running, port };
        simulator.post("/_sim/reset", &json!({}));
        Some(simulator)
    }

    /// The root of its REST interface; `/api/v3` below it is an Enterprise Server's.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks for what a path has.
    ///
    /// # Panics
    /// When the simulator does not give it.
    #[must_use]
    #[track_caller]
    pub fn get(&self, path: &str) -> Value {
        self.request("GET", path, "")
    }

    /// Sends JSON to a path.
    ///
    /// # Panics
    /// When the simulator does not take it.
    #[track_caller]
    #[expect(
        clippy::must_use_candidate,
        reason = "it is sent for what it does; few look at what comes back"
    )]
    pub fn post(&self, path: &str, json: &Value) -> Value {
        self.request("POST", path, &json.to_string())
    }

    /// Every request of the test agreed with GitHub's description, and the simulator's answers did.
    ///
    /// # Panics
    /// When one did not.
    #[track_caller]
    pub fn assert_clean(&self) {
        let violations = self.get("/_sim/violations");
        assert_eq!(violations, json!([]), "against GitHub's description");
        let report = self.get("/_sim/report");
        assert_eq!(report["simulator_problems"], json!([]));
    }

    #[track_caller]
    fn request(&self, method: &str, path: &str, body: &str) -> Value {
        let (status, answer) = exchange(self.port, method, path, body)
            .unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        assert!(status < 300, "{method} {path}: {status} {answer}");
        serde_json::from_str(&answer).expect("the simulator answers with JSON")
    }
}

impl std::fmt::Debug for GhSim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let running = self.running.is_some();
        write!(f, "GhSim({}, running: {running})", self.url())
    }
}

/// Where the simulator is.
fn place() -> PathBuf {
    env::var_os("ORION_GHSIM").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/ghsim"),
        PathBuf::from,
    )
}

/// Starts it and waits until it says that it listens.
fn start() -> Result<Running, String> {
    let program = place().join("ghsim.py");
    if !program.is_file() {
        return Err(format!("there is no `{}`", program.display()));
    }
    let directory = tempfile::tempdir().map_err(|error| error.to_string())?;
    let port_file = directory.path().join("port");
    let mut child = Command::new("python3")
        .arg(&program)
        .args(["--port", "0", "--exit-with-stdin", "--port-file"])
        .arg(&port_file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("`python3` cannot be started: {error}"))?;
    let mut line = String::new();
    let output = child.stdout.take().expect("its output is piped");
    // It says one line when it listens; when it ends instead, so does its output.
    BufReader::new(output)
        .read_line(&mut line)
        .map_err(|error| error.to_string())?;
    let port = fs::read_to_string(&port_file).unwrap_or_default();
    let port = port.trim().parse().map_err(|_| {
        let ended = child.wait().map(|status| status.to_string());
        format!(
            "the simulator does not start: {}",
            ended.unwrap_or_default()
        )
    })?;
    Ok(Running { child, port })
}

/// One request on a connection of its own.
fn exchange(port: u16, method: &str, path: &str, body: &str) -> io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let odd = || io::Error::new(io::ErrorKind::InvalidData, "the answer is not HTTP");
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(odd)?;
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    Ok((status.ok_or_else(odd)?, body.to_owned()))
}
