//! `orion hook install` and `orion hook uninstall`.

use std::env;

use orion_app::hook::{self, HookReport, HookSetup};
use orion_app::ports::{HookSite, RepositoryError};
use orion_core::hook::HookName;

use super::render::render;
use crate::cli::HookSetupArguments;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

pub(in crate::commands) fn install(
    arguments: &HookSetupArguments,
    context: &Context,
) -> Result<Exit, Failure> {
    set_up(arguments, context, hook::install)
}

pub(in crate::commands) fn uninstall(
    arguments: &HookSetupArguments,
    context: &Context,
) -> Result<Exit, Failure> {
    set_up(arguments, context, hook::uninstall)
}

type UseCase = fn(&dyn HookSite, &HookSetup<'_>) -> Result<HookReport, RepositoryError>;

fn set_up(
    arguments: &HookSetupArguments,
    context: &Context,
    use_case: UseCase,
) -> Result<Exit, Failure> {
    let orion = env::current_exe().map_err(|error| {
        Failure::surroundings(format!("cannot find out where `orion` is: {error}"))
    })?;
    let hooks = if arguments.only.is_empty() {
        HookName::ALL.as_slice()
    } else {
        &arguments.only
    };
    let report = use_case(
        &context.repository()?,
        &HookSetup {
            orion: orion.as_os_str().as_encoded_bytes(),
            hooks,
            dry_run: arguments.dry_run,
        },
    )?;
    let printer = &context.printer;
    if arguments.json {
        printer.json(&report)?;
    } else {
        printer.answer(render(&report, printer.theme()))?;
    }
    Ok(if report.is_complete() {
        Exit::Fine
    } else {
        Exit::Violated
    })
}
