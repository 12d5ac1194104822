//! `orion contract`, `orion schema`: requests to change what others build on.

mod adopt;
mod confirm;
mod decide;
mod edit;
mod file;
mod implement;
mod list;
mod notify;
mod show;

use orion_core::request::{Decision, RequestKind};

use crate::cli::{RequestArguments, RequestCommand};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

pub(super) fn run(
    kind: RequestKind,
    arguments: &RequestArguments,
    context: &Context,
) -> Result<Exit, Failure> {
    match &arguments.command {
        RequestCommand::Request(arguments) => file::run(kind, arguments, context),
        RequestCommand::List(arguments) => list::run(kind, arguments.json, context),
        RequestCommand::Show(arguments) => {
            show::run(kind, arguments.number, arguments.json, context)
        }
        RequestCommand::Approve(arguments) => {
            decide::run(kind, Decision::Approve, arguments, context)
        }
        RequestCommand::Changes(arguments) => {
            decide::run(kind, Decision::Changes, arguments, context)
        }
        RequestCommand::Reject(arguments) => {
            decide::run(kind, Decision::Reject, arguments, context)
        }
        RequestCommand::Implement(arguments) => implement::run(kind, arguments, context),
        RequestCommand::Notify(arguments) => notify::run(kind, arguments, context),
        RequestCommand::Adopt(arguments) => adopt::run(kind, arguments, context),
    }
}
