//! `orion up`: bring the services up.

use std::pin::pin;

use futures_util::future::{Either, select};
use orion_app::stack::{Embedded as _, EngineError, StackError, UpReport, UpRequest};
use orion_core::stack::with_dependencies;

use super::bring::{GRACE, bring};
use crate::cli::{RuntimeChoice, UpArguments};
use crate::context::{Context, StackContext, block_on, interrupted};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::stack::{Progress, render_problems, render_up};

pub(crate) fn run(arguments: &UpArguments, context: &Context) -> Result<Exit, Failure> {
    let stack = StackContext::open(context)?;
    let request = UpRequest {
        services: stack.services(&arguments.services)?,
        timeout: arguments.timeout,
        detach: arguments.detach,
    };
    block_on(async {
        let tell = |text: &str| context.printer.notice(text);
        let _lock = stack.lock(tell).await?;
        if arguments.runtime == RuntimeChoice::Embedded {
            return embedded(&stack, &request, arguments.json, context).await;
        }
        let came = on_engine(&stack, &request, arguments.json, context).await;
        match came {
            Err(error) if arguments.runtime == RuntimeChoice::Auto && may_be_embedded(&error) => {
                tell_why(&error, context);
                embedded(&stack, &request, arguments.json, context).await
            }
            Err(StackError::Preflight(problems)) => {
                let printer = &context.printer;
                printer.tell(|theme| render_problems(&problems, theme));
                Err(StackError::Preflight(problems).into())
            }
            other => other.map_err(Failure::from),
        }
    })
}

/// In one process; Ctrl-C leaves nothing half-started.
async fn embedded(
    stack: &StackContext,
    request: &UpRequest,
    json: bool,
    context: &Context,
) -> Result<Exit, Failure> {
    let rising = pin!(super::embedded::up(stack, request, json, context));
    if let Either::Left((report, _)) = select(rising, pin!(interrupted())).await {
        return Ok(answer(&report?, json, context));
    }
    stack.platform().stop(GRACE).await?;
    Ok(Exit::Interrupted)
}

async fn on_engine(
    stack: &StackContext,
    request: &UpRequest,
    json: bool,
    context: &Context,
) -> Result<Exit, StackError> {
    let engine = stack.engine().await?;
    let site = stack.site(&engine);
    let services = with_dependencies(&stack.workspace, &request.services);
    let names = services.iter().map(|service| service.name.as_str());
    let progress = Progress::new(&context.printer, json, names);
    let Some(report) = bring(&site, request, &progress, context).await? else {
        return Ok(Exit::Interrupted);
    };
    Ok(answer(&report, json, context))
}

/// Writes the report, and says how the command ends.
pub(super) fn answer(report: &UpReport, json: bool, context: &Context) -> Exit {
    let printer = &context.printer;
    let written = if json {
        printer.json(report)
    } else {
        printer.answer(render_up(report, printer.theme()))
    };
    if let Err(failure) = written {
        printer.failure(&failure);
        return failure.exit();
    }
    if report.is_up() {
        Exit::Fine
    } else {
        Exit::Violated
    }
}

/// Whether the embedded platform takes over: there is no engine that can be used, or an image is not to be had.
fn may_be_embedded(error: &StackError) -> bool {
    match error {
        StackError::Engine(error) => matches!(
            error,
            EngineError::Absent { .. } | EngineError::Forbidden { .. } | EngineError::TooOld { .. }
        ),
        StackError::Preflight(problems) => problems.iter().all(|problem| problem.is_image),
        StackError::Store(_) | StackError::NoServices => false,
    }
}

fn tell_why(error: &StackError, context: &Context) {
    let printer = &context.printer;
    if let StackError::Preflight(problems) = error {
        printer.tell(|theme| render_problems(problems, theme));
    } else {
        printer.warning(error);
        if let StackError::Engine(error) = error {
            for hint in error.hints() {
                printer.hint(hint);
            }
        }
    }
    printer.notice("bringing up the embedded platform instead: all services in one process");
}
