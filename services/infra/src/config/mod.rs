//! Configuration: defaults, over them a TOML file, over that the environment; every fault is reported, not
//! the first.
//!
//! A service with the prefix `ORION_AUTH_` finds its setting `log.format` in the file's `[log] format`, in
//! the variable `ORION_AUTH_LOG_FORMAT`, or in the file that `ORION_AUTH_LOG_FORMAT_FILE` names (as Docker
//! hands out secrets). `ORION_AUTH_CONFIG` names the TOML file; without it there is none.

mod file;
mod problem;
mod reader;

pub use problem::{ConfigError, Origin, Problem};
pub use reader::{Reader, Recorded, load, load_over};
pub use secrecy::{ExposeSecret, SecretString as Secret};
