//! `orion down`: take away what `orion up` made.

use orion_app::stack::DownRequest;

use crate::cli::DownArguments;
use crate::context::{Context, StackContext, block_on};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::stack::{Progress, render_down};

pub(crate) fn run(arguments: &DownArguments, context: &Context) -> Result<Exit, Failure> {
    let stack = StackContext::open(context)?;
    let request = DownRequest {
        volumes: arguments.volumes,
        grace: arguments.timeout,
    };
    block_on(async {
        let printer = &context.printer;
        let _lock = stack.lock(|text| printer.notice(text)).await?;
        let names = stack.workspace.services.iter();
        let names = names.map(|service| service.name.as_str());
        let progress = Progress::new(printer, arguments.json, names);
        let DownRequest { volumes, grace } = request;
        let embedded = super::embedded::down(&stack, volumes, grace, &progress).await?;
        let report = match (stack.engine().await, embedded) {
            (Ok(engine), embedded) => {
                let report = stack.site(&engine).down(request, &progress).await?;
                match embedded {
                    Some(embedded) if report.services.is_empty() => embedded,
                    _ => report,
                }
            }
            // Whoever ran the platform in one process needs no engine to take it down.
            (Err(_), Some(embedded)) => embedded,
            (Err(error), None) => return Err(error.into()),
        };
        progress.finish();
        if arguments.json {
            printer.json(&report)?;
        } else {
            printer.answer(render_down(&report))?;
        }
        Ok(Exit::Fine)
    })
}
