//! `orion logs`: what the services wrote.

use std::cell::RefCell;
use std::pin::pin;

use futures_util::future::{Either, select};
use jiff::Timestamp;
use orion_app::stack::LogsRequest;

use crate::cli::LogsArguments;
use crate::context::{Context, StackContext, block_on, interrupted};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::stack::LogWriter;

pub(crate) fn run(arguments: &LogsArguments, context: &Context) -> Result<Exit, Failure> {
    let stack = StackContext::open(context)?;
    let (since, now) = (arguments.since, Timestamp::now());
    let request = LogsRequest {
        services: stack.services(&arguments.services)?,
        tail: arguments.tail,
        since: since.map(|since| since.before(now).as_second().max(0)),
        follow: arguments.follow,
    };
    block_on(async {
        if super::embedded::runs(&stack).await? {
            return super::embedded_logs::write(&stack, arguments, &request, context).await;
        }
        let engine = stack.engine().await?;
        let site = stack.site(&engine);
        let names = stack.workspace.services.iter();
        let names = names.map(|service| service.name.to_string()).collect();
        let writer = LogWriter::new(&context.printer, arguments.json, arguments.level, names);
        let failed = RefCell::new(None);
        let write = |service: &str, line: &_| {
            if let Err(failure) = writer.write(service, line) {
                failed.borrow_mut().get_or_insert(failure);
            }
        };
        {
            let logs = pin!(site.logs(&request, write));
            // Ctrl-C is how following ends: nothing is wrong then.
            if let Either::Left((ended, _)) = select(logs, pin!(interrupted())).await {
                ended?;
            }
        }
        match failed.take() {
            Some(failure) => Err(failure),
            None => Ok(Exit::Fine),
        }
    })
}
