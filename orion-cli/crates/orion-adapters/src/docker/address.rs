//! Where an engine answers, and how a connection to it is made.

use std::fmt;
use std::io;
use std::path::PathBuf;

use orion_app::stack::EngineError;
use tokio::io::{AsyncRead, AsyncWrite};

/// A connection to an engine.
pub(super) trait Connection: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Connection for T {}

/// Where an engine answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// A socket of this machine.
    Socket(PathBuf),
    /// A host and a port, without TLS.
    Tcp(String),
    /// A named pipe of this machine.
    Pipe(String),
}

impl Address {
    /// Reads what `DOCKER_HOST` and contexts say.
    pub(super) fn parse(text: &str, tls: bool) -> Result<Self, EngineError> {
        let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
        match scheme {
            "unix" if !rest.is_empty() => Ok(Self::Socket(PathBuf::from(rest))),
            "npipe" if !rest.is_empty() => Ok(Self::Pipe(rest.replace('/', "\\"))),
            "tcp" | "http" if tls => Err(encrypted(text)),
            "https" => Err(encrypted(text)),
            "tcp" | "http" => {
                let host = rest.trim_end_matches('/');
                let has_port = host
                    .rsplit_once(':')
                    .is_some_and(|(_, port)| port.parse::<u16>().is_ok());
                if host.is_empty() || host.contains('/') {
                    return Err(unreadable(text));
                }
                Ok(Self::Tcp(if has_port {
                    host.to_owned()
                } else {
                    format!("{host}:2375")
                }))
            }
            "ssh" => Err(EngineError::Configuration(format!(
                "the container engine at `{text}` is reached by SSH, which is not supported: forward its socket \
                 (`ssh -NL /tmp/engine.sock:/var/run/docker.sock {rest}`) and set \
                 `DOCKER_HOST=unix:///tmp/engine.sock`"
            ))),
            _ => Err(unreadable(text)),
        }
    }

    /// Opens a connection.
    pub(super) async fn open(&self) -> io::Result<Box<dyn Connection>> {
        match self {
            #[cfg(unix)]
            Self::Socket(path) => Ok(Box::new(tokio::net::UnixStream::connect(path).await?)),
            #[cfg(windows)]
            Self::Pipe(name) => Ok(Box::new(
                tokio::net::windows::named_pipe::ClientOptions::new().open(name)?,
            )),
            Self::Tcp(host) => {
                let stream = tokio::net::TcpStream::connect(host).await?;
                stream.set_nodelay(true)?;
                Ok(Box::new(stream))
            }
            #[cfg(not(unix))]
            Self::Socket(_) => Err(io::ErrorKind::Unsupported.into()),
            #[cfg(not(windows))]
            Self::Pipe(_) => Err(io::ErrorKind::Unsupported.into()),
        }
    }

    /// Whether it is on this machine, as far as the address tells.
    pub(super) fn is_of_this_machine(&self) -> bool {
        match self {
            Self::Socket(_) | Self::Pipe(_) => true,
            Self::Tcp(host) => {
                let name = host
                    .rsplit_once(':')
                    .map_or(host.as_str(), |(name, _)| name);
                matches!(name, "localhost" | "127.0.0.1" | "[::1]")
            }
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Socket(path) => write!(f, "unix://{}", path.display()),
            Self::Tcp(host) => write!(f, "tcp://{host}"),
            Self::Pipe(name) => write!(f, "npipe://{}", name.replace('\\', "/")),
        }
    }
}

fn encrypted(text: &str) -> EngineError {
    EngineError::Configuration(format!(
        "the container engine at `{text}` wants TLS, which is not supported: reach it by a socket of this machine \
         (`DOCKER_HOST=unix:///path/to/docker.sock`), or unset `DOCKER_TLS_VERIFY` if it speaks plain HTTP"
    ))
}

fn unreadable(text: &str) -> EngineError {
    EngineError::Configuration(format!(
        "`{text}` does not say where a container engine is: write `unix:///path/to/docker.sock` or \
         `tcp://host:port`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str, tls: bool) -> String {
        match Address::parse(text, tls) {
            Ok(address) => address.to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn addresses_are_read_as_docker_reads_them() {
        assert_eq!(parsed("unix:///run/x.sock", true), "unix:///run/x.sock");
        assert_eq!(parsed("tcp://build:2376/", false), "tcp://build:2376");
        assert_eq!(parsed("tcp://[::1]", false), "tcp://[::1]:2375");
        assert_eq!(
            parsed("npipe:////./pipe/docker_engine", false),
            "npipe:////./pipe/docker_engine"
        );
    }

    #[test]
    fn what_is_not_supported_says_what_to_do() {
        assert!(parsed("tcp://build:2376", true).contains("wants TLS"));
        assert!(parsed("https://build", false).contains("wants TLS"));
        assert!(parsed("ssh://me@build", false).contains("docker.sock me@build`"));
        for text in [
            "",
            "unix://",
            "tcp://",
            "tcp://a/b",
            "/var/run/docker.sock",
            "fd://3",
        ] {
            assert!(parsed(text, false).contains("does not say where"), "{text}");
        }
    }
}
