//! `orion ps`: how the services are.

use jiff::Timestamp;

use crate::cli::PsArguments;
use crate::context::{Context, StackContext, block_on};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::stack::render_ps;

pub(crate) fn run(arguments: &PsArguments, context: &Context) -> Result<Exit, Failure> {
    let stack = StackContext::open(context)?;
    block_on(async {
        let report = match super::embedded::ps(&stack).await? {
            Some(report) => report,
            None => stack.site(&stack.engine().await?).ps().await?,
        };
        let printer = &context.printer;
        if arguments.json {
            printer.json(&report)?;
        } else {
            printer.answer(render_ps(&report, Timestamp::now(), printer.theme()))?;
        }
        Ok(if report.is_healthy() {
            Exit::Fine
        } else {
            Exit::Violated
        })
    })
}
