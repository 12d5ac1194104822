//! `orion status --watch`

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::PathBuf;
use std::pin::{Pin, pin};
use std::time::Duration;

use futures_util::future::{Either, pending, select};
use futures_util::{Stream, StreamExt as _};
use orion_app::status::Dashboard;
use tokio::time::{Instant, sleep_until};

use super::{ask, look, text};
use crate::cli::StatusArguments;
use crate::context::{Context, StatusContext, interrupted};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Printer, visible};

/// How often it looks again though nothing has changed here: clocks run out, and GitHub has news.
const AGAIN: Duration = Duration::from_mins(1);

/// What tells of changes; none where files cannot be watched.
type Changes = Option<Pin<Box<dyn Stream<Item = BTreeSet<PathBuf>>>>>;

/// Shows it whenever something but the time has changed.
pub(super) async fn watch(arguments: &StatusArguments, context: &Context) -> Result<Exit, Failure> {
    let mut shown = None;
    let mut github = Err(String::new());
    let mut changes = None;
    let mut due = Instant::now();
    let mut is_first = true;
    let mut interrupted = pin!(interrupted());
    let mut failed = None;
    loop {
        let is_due = due <= Instant::now();
        if is_due {
            due = Instant::now() + AGAIN;
        }
        let looked = {
            let looking = pin!(async {
                let site = StatusContext::open(context)?;
                if is_due {
                    // Listening begins before the look: what changes meanwhile brings the next. It begins anew each time,
                    // since there may be directories by now that there were not.
                    changes = listen(&site, is_first, context);
                    github = ask(arguments, &site).await;
                }
                look(&site, github.clone(), context).await
            });
            // Whoever is told to end while GitHub is asked does not wait for it.
            match select(&mut interrupted, looking).await {
                Either::Left(_) => return Ok(Exit::Fine),
                Either::Right((looked, _)) => looked,
            }
        };
        match looked {
            Ok(report) => {
                failed = None;
                let timeless = report.timeless();
                if shown.as_ref() != Some(&timeless) {
                    answer_again(arguments, &report, &context.printer)?;
                    shown = Some(timeless);
                }
            }
            Err(failure) if is_first => return Err(failure),
            // Somebody is writing `workstreams.toml`: it is told once, and the next look may go well.
            Err(failure) if failed.as_ref() == Some(&failure.message) => {}
            Err(failure) => {
                context.printer.failure(&failure);
                failed = Some(failure.message);
            }
        }
        is_first = false;
        let again = pin!(changed_or(due, &mut changes));
        if let Either::Left(_) = select(&mut interrupted, again).await {
            return Ok(Exit::Fine);
        }
    }
}

fn listen(site: &StatusContext, is_first: bool, context: &Context) -> Changes {
    match site.changes() {
        Ok(changes) => Some(Box::pin(changes)),
        Err(error) => {
            if is_first {
                let error = error.to_string();
                context.printer.warning(format_args!(
                    "{}: it looks again every minute",
                    visible(&error)
                ));
            }
            None
        }
    }
}

/// Waits for a change, and no longer than until then.
async fn changed_or(due: Instant, changes: &mut Changes) {
    let ended = {
        let next = pin!(async {
            match changes {
                Some(changes) => changes.next().await,
                None => pending().await,
            }
        });
        match select(next, pin!(sleep_until(due))).await {
            Either::Left((told, _)) => told.is_none(),
            Either::Right(_) => false,
        }
    };
    if ended {
        *changes = None;
    }
}

/// The same in `--watch`, which ends when nobody reads it any more.
fn answer_again(
    arguments: &StatusArguments,
    report: &Dashboard,
    printer: &Printer,
) -> Result<(), Failure> {
    let text = if arguments.json {
        let json = serde_json::to_string(report);
        json.map_err(|error| Failure::surroundings(format!("the answer is no JSON: {error}")))?
    } else {
        text(arguments, report, printer)?
    };
    let mut stream = printer.stream();
    let written = writeln!(stream, "{text}").and_then(|()| stream.flush());
    written.map_err(Failure::writing)
}
