//! `orion`: boundaries, plans and requests for many people and agents in one repository.

mod cli;
mod commands;
mod context;
mod env_vars;
mod exit;
mod failure;
mod output;
#[cfg(test)]
mod reference;
mod settings;
mod tui;

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Large files are read into very many small values, which costs a third less time with this allocator.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    output::install_panic_message();
    commands::run(std::env::args_os().collect()).into()
}
