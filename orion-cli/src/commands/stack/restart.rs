//! `orion restart`: stop services and bring them up again.

use orion_app::stack::UpRequest;
use orion_core::stack::with_dependencies;

use super::bring::bring;
use super::up::answer;
use crate::cli::RestartArguments;
use crate::context::{Context, StackContext, block_on};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::stack::Progress;

pub(crate) fn run(arguments: &RestartArguments, context: &Context) -> Result<Exit, Failure> {
    let stack = StackContext::open(context)?;
    let services = stack.services(&arguments.services)?;
    block_on(async {
        let printer = &context.printer;
        let _lock = stack.lock(|text| printer.notice(text)).await?;
        let engine = stack.engine().await?;
        let site = stack.site(&engine);
        let wanted = with_dependencies(&stack.workspace, &services);
        let names = wanted.iter().map(|service| service.name.as_str());
        let progress = Progress::new(printer, arguments.json, names);
        site.stop(&services, &progress).await?;
        let request = UpRequest {
            services,
            timeout: arguments.timeout,
            detach: false,
        };
        let report = bring(&site, &request, &progress, context).await?;
        Ok(match report {
            Some(report) => answer(&report, arguments.json, context),
            None => Exit::Interrupted,
        })
    })
}
