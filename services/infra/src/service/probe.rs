//! A service's binary as its own health check: an image that holds nothing else has nothing else to ask with.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::Duration;

/// How long a connection may take, and every read of the answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// As long as a status line may reasonably be, in bytes.
const STATUS_LINE: u64 = 1024;

/// Asks for the URL, `http://HOST:PORT/PATH`.
///
/// # Errors
/// When nobody answers, or the answer's status is none from 200 to 399: what was found instead.
pub(super) fn probe(url: &str) -> Result<(), String> {
    let (authority, path) = parse(url).ok_or_else(|| {
        format!("`{url}` is no address such as `http://127.0.0.1:80/health/ready`")
    })?;
    let status = ask(authority, path).map_err(|error| format!("`{url}`: {error}"))?;
    match status {
        200..=399 => Ok(()),
        _ => Err(format!("`{url}` is answered with {status}")),
    }
}

/// Host and port, and the path.
fn parse(url: &str) -> Option<(&str, &str)> {
    let rest = url.strip_prefix("http://")?;
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, port) = authority.rsplit_once(':')?;
    let is_sound = !host.is_empty() && port.parse::<u16>().is_ok();
    // What else stands in a request's first line would change its meaning.
    let is_plain = url.bytes().all(|byte| byte.is_ascii_graphic());
    (is_sound && is_plain).then_some((authority, if path.is_empty() { "/" } else { path }))
}

fn ask(authority: &str, path: &str) -> io::Result<u16> {
    let mut stream = connect(authority)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n\r\n"
    )?;
    let mut line = String::new();
    BufReader::new(stream.take(STATUS_LINE)).read_line(&mut line)?;
    let status = line
        .strip_prefix("HTTP/1.")
        .and_then(|rest| rest.split(' ').nth(1)?.trim_end().parse().ok());
    status.ok_or_else(|| io::Error::other("the answer is not HTTP"))
}

/// To the first of its addresses that takes the connection.
fn connect(authority: &str) -> io::Result<TcpStream> {
    let mut refused = io::Error::other("the host has no address");
    for address in authority.to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(stream) => return Ok(stream),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// What the probe says to a server that answers so.
    fn answered(answer: &'static str) -> Result<(), String> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let authority = listener.local_addr().unwrap().to_string();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = BufReader::new(stream.try_clone().unwrap());
            let mut line = String::new();
            while line != "\r\n" {
                line.clear();
                request.read_line(&mut line).unwrap();
            }
            // Whoever has seen enough may be gone.
            let _ = stream.write_all(answer.as_bytes());
        });
        let said = probe(&format!("http://{authority}/ready"))
            .map_err(|error| error.replace(&authority, "HOST"));
        server.join().unwrap();
        said
    }

    #[test]
    fn only_a_good_status_passes() {
        assert_eq!(answered("HTTP/1.1 200 OK\r\n\r\n"), Ok(()));
        assert_eq!(answered("HTTP/1.0 302\r\n\r\n"), Ok(()));
        let refused = |why: &str| Err(format!("`http://HOST/ready`{why}"));
        assert_eq!(
            answered("HTTP/1.1 503 Service Unavailable\r\n\r\n"),
            refused(" is answered with 503")
        );
        for other in ["SSH-2.0\r\n", "", "HTTP/1.1 ok\r\n"] {
            assert_eq!(answered(other), refused(": the answer is not HTTP"));
        }
    }

    #[test]
    fn an_address_has_a_host_and_a_port() {
        assert_eq!(parse("http://a:80"), Some(("a:80", "/")));
        assert_eq!(parse("http://[::1]:80/a/b?c"), Some(("[::1]:80", "/a/b?c")));
        for other in [
            "",
            "a:80/b",
            "https://a:80/",
            "http://a/",
            "http://:80/",
            "http://a:80/\r\nb",
        ] {
            assert_eq!(parse(other), None, "{other:?}");
        }
    }
}
