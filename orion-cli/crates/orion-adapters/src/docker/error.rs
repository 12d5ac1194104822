//! What the engine's refusals mean.

use std::error::Error as _;
use std::io;

use bollard::errors::Error;
use orion_app::stack::EngineError;

/// The status of an answer, where one came.
pub(super) fn status(error: &Error) -> Option<u16> {
    match error {
        Error::DockerResponseServerError { status_code, .. } => Some(*status_code),
        _ => None,
    }
}

/// Whether the engine has no such thing.
pub(super) fn is_missing(error: &Error) -> bool {
    status(error) == Some(404)
}

/// What the engine says, without bollard's words round it.
pub(super) fn text(error: &Error) -> String {
    match error {
        Error::DockerResponseServerError {
            status_code,
            message,
        } if message.is_empty() => format!("it answers {status_code} and says nothing"),
        Error::DockerResponseServerError { message, .. } => message.clone(),
        Error::DockerStreamError { error } | Error::DockerContainerWaitError { error, .. } => {
            error.clone()
        }
        Error::RequestTimeoutError => "no answer in time".to_owned(),
        other => root(other),
    }
}

/// The first cause: what is round it says only that something failed.
fn root(error: &Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

/// The kind of the input or output error at the bottom, if that is what it was.
pub(super) fn io_kind(error: &Error) -> Option<io::ErrorKind> {
    if let Error::IOError { err } = error {
        return Some(err.kind());
    }
    let mut cause = error.source();
    while let Some(source) = cause {
        if let Some(error) = source.downcast_ref::<io::Error>() {
            return Some(error.kind());
        }
        cause = source.source();
    }
    None
}

/// What it means that the engine did not do `what`.
pub(super) fn meaning(what: impl Into<String>, error: &Error) -> EngineError {
    let reason = text(error);
    match error {
        Error::DockerResponseServerError { status_code, .. } => {
            if is_full(&reason) {
                EngineError::NoSpace(reason)
            } else if *status_code == 404 {
                EngineError::NotFound(reason)
            } else {
                EngineError::Refused {
                    what: what.into(),
                    reason,
                }
            }
        }
        Error::DockerStreamError { .. } | Error::DockerContainerWaitError { .. } => {
            said(what, reason)
        }
        Error::JsonDataError { .. } | Error::JsonSerdeError { .. } => EngineError::Refused {
            what: what.into(),
            reason: format!("its answer is not understood ({reason})"),
        },
        // What was to be sent could not be had: nothing is wrong with the engine.
        Error::HyperResponseError { err } if err.is_user() => said(what, reason),
        _ => EngineError::Gone(reason),
    }
}

/// What it means that the engine said so in the middle of `what`.
pub(super) fn said(what: impl Into<String>, reason: String) -> EngineError {
    if is_full(&reason) {
        EngineError::NoSpace(reason)
    } else {
        EngineError::Refused {
            what: what.into(),
            reason,
        }
    }
}

/// Whether a disk is full.
pub(super) fn is_full(reason: &str) -> bool {
    reason.contains("no space left on device")
}

/// The port of this machine that something else has, if that is what the engine complains of.
pub(super) fn taken_port(reason: &str) -> Option<u16> {
    let lower = reason.to_ascii_lowercase();
    let taken = [
        "port is already allocated",
        "address already in use",
        "ports are not available",
    ];
    if !taken.iter().any(|text| lower.contains(text)) {
        return None;
    }
    ["127.0.0.1:", "0.0.0.0:", "port "]
        .iter()
        .find_map(|before| {
            lower.match_indices(before).find_map(|(at, _)| {
                let rest = &lower[at + before.len()..];
                let digits =
                    rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                rest[..digits].parse().ok().filter(|&port| port != 0)
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_found_in_what_every_engine_says() {
        for reason in [
            "driver failed programming external connectivity on endpoint a (b): Bind for 127.0.0.1:8080 failed: port is already allocated",
            "driver failed programming external connectivity on endpoint a (b): Error starting userland proxy: listen tcp4 127.0.0.1:8080: bind: address already in use",
            "failed to set up container networking: driver failed programming external connectivity on endpoint a: failed to bind host port for 127.0.0.1:8080:172.18.0.2:80/tcp: address already in use",
            "failed to bind host port 127.0.0.1:8080/tcp: address already in use",
            "rootlessport listen tcp 127.0.0.1:8080: bind: address already in use",
            "pasta failed with exit code 1:\nFailed to bind port 8080 (Address already in use) for option '-t 127.0.0.1/8080:80'",
            "Ports are not available: exposing port TCP 127.0.0.1:8080 -> 0.0.0.0:0: listen tcp 127.0.0.1:8080: bind: address already in use",
        ] {
            assert_eq!(taken_port(reason), Some(8080), "{reason}");
        }
        assert_eq!(taken_port("cannot reach 127.0.0.1:8080"), None);
        assert_eq!(taken_port("address already in use"), None);
    }

    #[test]
    fn a_refusal_is_told_apart_by_what_it_says() {
        let answer = |status_code, message: &str| Error::DockerResponseServerError {
            status_code,
            message: message.to_owned(),
        };
        let meant = |error: &Error| meaning("make it", error).to_string();
        assert_eq!(
            meant(&answer(404, "No such container: x")),
            "No such container: x"
        );
        assert_eq!(
            meant(&answer(500, "write /x: no space left on device")),
            "the container engine has no space left: write /x: no space left on device"
        );
        assert_eq!(
            meant(&answer(500, "")),
            "the container engine refuses to make it: it answers 500 and says nothing"
        );
        assert_eq!(
            meant(&Error::RequestTimeoutError),
            "the container engine went away: no answer in time"
        );
        let lost = Error::from(io::Error::from(io::ErrorKind::ConnectionRefused));
        assert_eq!(
            meant(&lost),
            "the container engine went away: connection refused"
        );
        assert_eq!(io_kind(&lost), Some(io::ErrorKind::ConnectionRefused));
    }
}
