//! Looks from outside whether a stack is there: neither contender is believed.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;
use std::time::Duration;

use crate::contender::Project;

/// Holds that every service of the project that speaks HTTP answers well, now: whoever came back from `up` too early
/// has not waited.
///
/// # Panics
/// When one does not.
pub(crate) fn assert_all_answer(project: &Project) {
    let (expected, path) = project.answering;
    let filter = format!("name={}", project.name);
    let mut list = Command::new("docker");
    list.args([
        "ps",
        "--no-trunc",
        "--filter",
        &filter,
        "--format",
        "{{.Ports}}",
    ]);
    let output = list.output().expect("`docker` starts");
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    let answering = listed
        .lines()
        .filter_map(published)
        .filter(|port| is_well(port, path));
    assert_eq!(
        answering.count(),
        expected,
        "services answer at `{path}`; there are:\n{listed}"
    );
}

/// `32768` of `127.0.0.1:32768->8080/tcp`.
fn published(ports: &str) -> Option<&str> {
    let (_, rest) = ports.split_once("127.0.0.1:")?;
    Some(rest.split_once("->")?.0)
}

fn is_well(port: &str, path: &str) -> bool {
    let ask = || {
        let mut stream = TcpStream::connect(format!("127.0.0.1:{port}"))?;
        stream.set_read_timeout(Some(Duration::from_secs(1)))?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = [0; 12];
        stream.read_exact(&mut answer)?;
        Ok::<_, std::io::Error>(answer)
    };
    ask().is_ok_and(|answer| &answer == b"HTTP/1.1 200")
}
