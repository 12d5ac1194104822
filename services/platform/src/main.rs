//! The binary: all services in one process.

use std::process::ExitCode;

use orion_platform::{PlatformSettings, members, serve};

fn main() -> ExitCode {
    orion_infra::process::run_loaded(
        || PlatformSettings::load(std::env::vars_os(), &members()),
        async |settings, stop| Ok(serve(settings, stop).await?),
    )
}
