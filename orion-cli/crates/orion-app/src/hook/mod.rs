//! `orion hook`: installs Orion's hooks, takes them away again, and is what they run.

mod advice;
mod install;
mod report;
mod run;
mod steps;
mod uninstall;

pub use install::install;
pub use report::{HookAction, HookOutcome, HookReport, HookWarning};
pub use run::{HookCall, HookCheck, HookFailure, HookRun, HookWorld, run};
pub use uninstall::uninstall;

use orion_core::hook::HookName;

/// What to install or take away, and how.
#[derive(Debug, Clone, Copy)]
pub struct HookSetup<'a> {
    /// The absolute path of the program that the hooks shall run.
    pub orion: &'a [u8],
    /// Which hooks.
    pub hooks: &'a [HookName],
    /// Only say what would be done.
    pub dry_run: bool,
}
