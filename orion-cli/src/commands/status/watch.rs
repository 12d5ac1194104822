//! `orion status --watch`

use std::io::Write as _;
use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};
use orion_app::status::Dashboard;

use super::{ask, look, text};
use crate::cli::StatusArguments;
use crate::context::{Context, StatusContext, interrupted};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Printer;

/// How often it looks again.
const AGAIN: Duration = Duration::from_secs(2);
/// How many looks use one answer of GitHub.
const LOOKS: u32 = 30;

/// Shows it whenever something but the time has changed.
pub(super) async fn watch(arguments: &StatusArguments, context: &Context) -> Result<Exit, Failure> {
    let mut shown = None;
    let mut github = Err(String::new());
    let mut interrupted = pin!(interrupted());
    let mut failed = None;
    for round in 0_u32.. {
        let looked = async {
            let site = StatusContext::open(context)?;
            if round % LOOKS == 0 {
                github = ask(arguments, &site).await;
            }
            look(&site, github.clone(), context).await
        };
        match looked.await {
            Ok(report) => {
                failed = None;
                let timeless = report.timeless();
                if shown.as_ref() != Some(&timeless) {
                    answer_again(arguments, &report, &context.printer)?;
                    shown = Some(timeless);
                }
            }
            Err(failure) if round == 0 => return Err(failure),
            // Somebody is writing `workstreams.toml`: it is told once, and the next look may go well.
            Err(failure) if failed.as_ref() == Some(&failure.message) => {}
            Err(failure) => {
                context.printer.failure(&failure);
                failed = Some(failure.message);
            }
        }
        let pause = pin!(tokio::time::sleep(AGAIN));
        if let Either::Left(_) = select(&mut interrupted, pause).await {
            break;
        }
    }
    Ok(Exit::Fine)
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
