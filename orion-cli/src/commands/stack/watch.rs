//! `orion watch`: replace what changes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::pin::pin;

use futures_util::StreamExt as _;
use futures_util::future::{Either, select};
use orion_app::stack::{StackError, TreeWatcher as _, UpRequest};
use orion_core::stack::with_dependencies;

use super::bring::bring;
use super::up::answer;
use crate::cli::WatchArguments;
use crate::context::{Context, StackContext, block_on, interrupted, tree_watcher};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::stack::{Progress, render_problems};
use crate::output::{counted, visible_bytes};

pub(crate) fn run(arguments: &WatchArguments, context: &Context) -> Result<Exit, Failure> {
    let top = context.repository_top()?;
    block_on(async {
        // Listening begins before the first round: what changes meanwhile brings the second.
        let mut changes = pin!(tree_watcher().changes(&top)?);
        loop {
            if !round(arguments, context).await? {
                return Ok(Exit::Interrupted);
            }
            context
                .printer
                .notice("watching for changes; Ctrl-C ends that");
            match select(changes.next(), pin!(interrupted())).await {
                Either::Left((Some(paths), _)) => context.printer.notice(told(&paths, &top)),
                Either::Left((None, _)) | Either::Right(_) => return Ok(Exit::Fine),
            }
        }
    })
}

/// Brings the services to what the work tree says now; false when that was interrupted. What is wrong with the
/// tree is told, and the next change may mend it.
async fn round(arguments: &WatchArguments, context: &Context) -> Result<bool, Failure> {
    let printer = &context.printer;
    let stack = match StackContext::open(context) {
        Ok(stack) => stack,
        Err(failure) => {
            printer.failure(&failure);
            return Ok(true);
        }
    };
    let request = UpRequest {
        services: stack.services(&arguments.services)?,
        timeout: arguments.timeout,
        detach: false,
    };
    let _lock = stack.lock(|text| printer.notice(text)).await?;
    let engine = stack.engine().await?;
    let site = stack.site(&engine);
    let services = with_dependencies(&stack.workspace, &request.services);
    let names = services.iter().map(|service| service.name.as_str());
    let progress = Progress::new(printer, arguments.json, names);
    match bring(&site, &request, &progress, context).await {
        Ok(Some(report)) => {
            answer(&report, arguments.json, context);
            Ok(true)
        }
        Ok(None) => Ok(false),
        Err(StackError::Preflight(problems)) => {
            printer.tell(|theme| render_problems(&problems, theme));
            Ok(true)
        }
        Err(error) => Err(error.into()),
    }
}

/// How many names are told.
const NAMED: usize = 3;

/// `services/auth/src/lib.rs changed`, `a.rs, b.rs, c.rs and 2 more files changed`
fn told(changed: &BTreeSet<PathBuf>, top: &Path) -> String {
    let names = changed.iter().take(NAMED).map(|path| {
        let path = path.strip_prefix(top).unwrap_or(path);
        visible_bytes(path.as_os_str().as_encoded_bytes()).into_owned()
    });
    let names: Vec<_> = names.collect();
    match changed.len().saturating_sub(NAMED) {
        0 => format!("{} changed", names.join(", ")),
        more => format!(
            "{} and {} changed",
            names.join(", "),
            counted(more, "more file")
        ),
    }
}
