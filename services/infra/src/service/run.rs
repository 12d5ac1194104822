//! One service as a process of its own.

use std::process::ExitCode;

use super::probe::probe;
use super::{Configured, Service};
use crate::process;

/// Runs the service until a signal stops it: what its `main` returns.
///
/// With the arguments `probe URL` it asks for that URL instead, and ends with 0 when the answer is good and with 1 when
/// it is not: the health check of an image that holds the service's binary alone.
#[must_use]
pub fn run<S: Service>() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    match arguments.as_slice() {
        [] => process::run(
            S::PREFIX,
            Configured::read::<S>,
            async |configured, stop| Ok(configured.bind().await?.serve(stop).await?),
        ),
        [verb, url] if verb == "probe" => match probe(&url.to_string_lossy()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => process::complain(process::UNHEALTHY, &error),
        },
        _ => process::complain(
            process::CONFIGURATION,
            &"the only arguments are `probe URL`; all else is told by the environment",
        ),
    }
}
