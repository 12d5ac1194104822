//! What can go wrong with a stack.

use thiserror::Error;

/// What an engine answers instead.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EngineError {
    /// Nothing answers there.
    #[error("no container engine answers at {address}: {reason}")]
    Absent {
        /// Where it was asked.
        address: String,
        /// What came instead.
        reason: String,
    },
    /// It is there, and this user may not speak to it.
    #[error("no permission to use the container engine at {address}")]
    Forbidden {
        /// Where it was asked.
        address: String,
    },
    /// It is too old.
    #[error("the container engine speaks API {found}, and {needed} or later is needed")]
    TooOld {
        /// What it speaks.
        found: String,
        /// What is needed.
        needed: &'static str,
    },
    /// How to reach it is given wrongly.
    #[error("{0}")]
    Configuration(String),
    /// The image is not to be had.
    #[error("the image `{reference}` is not here and cannot be pulled: {reason}")]
    NoImage {
        /// The image.
        reference: String,
        /// What the registry or the engine said.
        reason: String,
    },
    /// An image could not be built.
    #[error("the image `{tag}` cannot be built: {reason}")]
    Build {
        /// The image.
        tag: String,
        /// What the engine said.
        reason: String,
    },
    /// A port that something else has.
    #[error("port {port} is taken")]
    PortTaken {
        /// The port of this machine.
        port: u16,
        /// What the engine said.
        reason: String,
    },
    /// The disk is full.
    #[error("the container engine has no space left: {0}")]
    NoSpace(String),
    /// It has no such thing (any more).
    #[error("{0}")]
    NotFound(String),
    /// It went away in the middle.
    #[error("the container engine went away: {0}")]
    Gone(String),
    /// Everything else that it says.
    #[error("the container engine refuses to {what}: {reason}")]
    Refused {
        /// What was asked of it.
        what: String,
        /// What it said.
        reason: String,
    },
}

impl EngineError {
    /// What to do next.
    #[must_use]
    pub fn hints(&self) -> Vec<String> {
        let hint = match self {
            Self::Absent { .. } => {
                "start Docker or Podman, or say where it is with `DOCKER_HOST`; \
                 `orion up --runtime embedded` needs none"
            }
            Self::Forbidden { .. } => {
                "add yourself to its group (`sudo usermod -aG docker $USER`, then log in again), or use a \
                 rootless engine"
            }
            Self::TooOld { .. } => "install Docker Engine 20.10 or later",
            Self::NoImage { .. } => {
                "say where it comes from with `[images] mirror` or `[images] substitute`, or log in with \
                 `docker login`"
            }
            Self::NoSpace(_) => "`docker system df` shows what takes the space",
            Self::Gone(_) => "run the same command again: it goes on from what is there",
            Self::Configuration(_)
            | Self::Build { .. }
            | Self::PortTaken { .. }
            | Self::NotFound(_)
            | Self::Refused { .. } => return Vec::new(),
        };
        vec![hint.to_owned()]
    }
}

/// A binary that could not be built.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct BuildError {
    /// What failed.
    pub message: String,
    /// The last lines that the build said.
    pub lines: Vec<String>,
}
