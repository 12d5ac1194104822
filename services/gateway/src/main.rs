//! The binary: see the library.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A gateway allocates for other services' requests more than anything else; with the system's allocator each of them
/// costs about a sixth more.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    orion_infra::service::run::<orion_gateway::Gateway>()
}
