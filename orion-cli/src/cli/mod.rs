//! The command line: types only, no behaviour.

mod check;
mod codeowners;
mod completions;
mod doctor;
mod escalate;
mod explain;
mod export;
mod gate;
mod github;
mod global;
mod hook;
mod init;
mod integration;
mod intent;
mod man;
mod outbox;
mod owner;
mod plan;
mod range;
mod request;
mod ritual;
mod schema_json;
mod since;
mod stack;
mod status;
mod trust;

pub(crate) use check::{CheckArguments, CheckFormat};
pub(crate) use codeowners::CodeownersArguments;
pub(crate) use completions::CompletionsArguments;
pub(crate) use doctor::DoctorArguments;
pub(crate) use escalate::EscalateArguments;
pub(crate) use explain::ExplainArguments;
pub(crate) use export::{ExportArguments, ExportCommand, ExportSharedArguments, Reader};
pub(crate) use gate::GateArguments;
pub(crate) use github::{
    GithubAlignArguments, GithubArguments, GithubCommand, GithubSetupArguments,
};
pub(crate) use global::{Color, GlobalArguments};
pub(crate) use hook::{HookArguments, HookCommand, HookRunArguments, HookSetupArguments};
pub(crate) use init::{InitArguments, InitSource, Template};
pub(crate) use integration::IntegrationArguments;
pub(crate) use intent::Intent;
pub(crate) use man::ManArguments;
pub(crate) use outbox::{DropArguments, OutboxArguments, OutboxCommand};
pub(crate) use owner::OwnerArguments;
pub(crate) use plan::PlanArguments;
pub(crate) use range::RevisionRange;
pub(crate) use request::{
    AdoptArguments, BumpArgument, DecideArguments, ImplementArguments, NewRequestArguments,
    NotifyArguments, RequestArguments, RequestCommand,
};
pub(crate) use ritual::{StandupArguments, SyncArguments};
pub(crate) use schema_json::SchemaJsonArguments;
pub(crate) use since::Since;
pub(crate) use stack::{
    DownArguments, ExecArguments, LogsArguments, PsArguments, RestartArguments, RuntimeChoice,
    UpArguments, WatchArguments,
};
pub(crate) use status::{LogArguments, StatusArguments};
pub(crate) use trust::TrustArguments;

use clap::{Parser, Subcommand};

use crate::exit::Exit;

fn after_help() -> String {
    format!(
        "Exit codes:\n{}\n`orion COMMAND --help` says more; `orion explain CODE` explains a code such as OWN002.",
        Exit::help()
    )
}

/// Boundaries, plans and requests for many people and agents in one repository.
#[derive(Debug, Parser)]
#[command(
    name = "orion",
    version,
    about,
    after_help = after_help(),
    disable_help_subcommand = true,
    subcommand_required = true,
    arg_required_else_help = true,
    max_term_width = 100
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: GlobalArguments,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Every command.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(InitArguments),
    Check(CheckArguments),
    Owner(OwnerArguments),
    Codeowners(CodeownersArguments),
    Hook(HookArguments),
    Plan(PlanArguments),
    Doctor(DoctorArguments),
    Gate(GateArguments),
    Trust(TrustArguments),
    Status(StatusArguments),
    Log(LogArguments),
    /// Ask for a change of a contract, and follow it
    Contract(RequestArguments),
    /// Ask for a change of a database's schema, and follow it
    Schema(RequestArguments),
    Escalate(EscalateArguments),
    Standup(StandupArguments),
    Sync(SyncArguments),
    Integration(IntegrationArguments),
    Outbox(OutboxArguments),
    Github(GithubArguments),
    Up(UpArguments),
    Down(DownArguments),
    Ps(PsArguments),
    Logs(LogsArguments),
    Restart(RestartArguments),
    Exec(ExecArguments),
    Watch(WatchArguments),
    Export(ExportArguments),
    Explain(ExplainArguments),
    SchemaJson(SchemaJsonArguments),
    Completions(CompletionsArguments),
    Man(ManArguments),
}
