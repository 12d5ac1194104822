//! `orion hook`: the git hooks, installed, taken away, and run.

mod gate;
mod render;
mod run;
mod setup;

pub(super) use run::run;
pub(super) use setup::{install, uninstall};
