//! The binary: see the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    orion_infra::service::run::<orion_admin_ui::AdminUi>()
}
