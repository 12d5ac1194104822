//! One file per command: flags → settings → workspace → use case → report.

mod check;
mod check_all;
mod codeowners;
mod completions;
mod doctor;
mod escalate;
mod explain;
mod export;
mod gate;
mod github;
mod hook;
mod init;
mod integration;
mod man;
mod outbox;
mod owner;
mod plan;
mod request;
mod ritual;
mod schema_json;
mod stack;
mod status;
mod trust;

#[cfg(test)]
pub(crate) use {explain::ExplainReport, schema_json::document as schema_document};

use std::ffi::OsString;

use clap::Parser;
use orion_core::request::RequestKind;

use crate::cli::{Cli, Command, GithubCommand, HookCommand, Intent};
use crate::context::{Context, enter};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Printer;

/// Reads the command line, runs what it names, and says how it ended.
pub(crate) fn run(arguments: Vec<OsString>) -> Exit {
    let intent = Intent::read(&arguments);
    let Cli { global, command } = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(message) => return misunderstood(message, intent),
    };
    let context = Context::new(&global, intent);
    let ended = enter(&global.directory).and_then(|()| dispatch(&command, &context));
    ended.unwrap_or_else(|failure| {
        context.printer.failure(&failure);
        failure.exit()
    })
}

fn dispatch(command: &Command, context: &Context) -> Result<Exit, Failure> {
    match command {
        Command::Init(arguments) => init::run(arguments, context),
        Command::Check(arguments) => check::run(arguments, context),
        Command::Hook(arguments) => match &arguments.command {
            HookCommand::Install(arguments) => hook::install(arguments, context),
            HookCommand::Uninstall(arguments) => hook::uninstall(arguments, context),
            HookCommand::Run(arguments) => hook::run(arguments, context),
        },
        Command::Owner(arguments) => owner::run(arguments, context),
        Command::Plan(arguments) => plan::run(arguments, context),
        Command::Doctor(arguments) => doctor::run(arguments, context),
        Command::Gate(arguments) => gate::run(arguments, context),
        Command::Trust(arguments) => trust::run(arguments, context),
        Command::Status(arguments) => status::run(arguments, context),
        Command::Log(arguments) => status::run_log(arguments, context),
        Command::Codeowners(arguments) => codeowners::run(arguments, context),
        Command::Contract(arguments) => request::run(RequestKind::Contract, arguments, context),
        Command::Schema(arguments) => request::run(RequestKind::Schema, arguments, context),
        Command::Escalate(arguments) => escalate::run(arguments, context),
        Command::Standup(arguments) => ritual::run_standup(arguments, context),
        Command::Sync(arguments) => ritual::run_sync(arguments, context),
        Command::Integration(arguments) => integration::run(arguments, context),
        Command::Outbox(arguments) => outbox::run(arguments, context),
        Command::Github(arguments) => match &arguments.command {
            GithubCommand::Setup(arguments) => github::setup(arguments, context),
            GithubCommand::Align(arguments) => github::align(arguments, context),
        },
        Command::Up(arguments) => stack::up(arguments, context),
        Command::Down(arguments) => stack::down(arguments, context),
        Command::Ps(arguments) => stack::ps(arguments, context),
        Command::Logs(arguments) => stack::logs(arguments, context),
        Command::Restart(arguments) => stack::restart(arguments, context),
        Command::Exec(arguments) => stack::exec(arguments, context),
        Command::Watch(arguments) => stack::watch(arguments, context),
        Command::Export(arguments) => export::run(arguments, context),
        Command::Explain(arguments) => explain::run(arguments, context),
        Command::SchemaJson(arguments) => schema_json::run(arguments, context),
        Command::Completions(arguments) => completions::run(arguments, context),
        Command::Man(arguments) => man::run(arguments, context),
    }
}

/// Help and version are fine; everything else that the parser has to say is wrong usage.
fn misunderstood(message: clap::Error, intent: Intent) -> Exit {
    let printer = Printer::new(intent.color, false, intent.json);
    let exit = if message.use_stderr() {
        Exit::Usage
    } else {
        Exit::Fine
    };
    match printer.usage(message) {
        Ok(()) => exit,
        Err(failure) => {
            printer.failure(&failure);
            failure.exit()
        }
    }
}
