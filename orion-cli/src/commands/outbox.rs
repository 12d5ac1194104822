//! `orion outbox`: what waits to be written to GitHub.

use orion_app::outbox::{OutboxStore as _, Outcome, Sent};
use orion_app::request::Fate;
use orion_core::ids::IssueNumber;
use orion_core::request::IdempotencyKey;

use crate::cli::{DropArguments, OutboxArguments, OutboxCommand};
use crate::context::{Context, LocalForge, RequestContext, block_on};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::outbox::{OutboxReport, render_outbox};

pub(super) fn run(arguments: &OutboxArguments, context: &Context) -> Result<Exit, Failure> {
    let site = RequestContext::open(context)?;
    let report = match &arguments.command {
        None | Some(OutboxCommand::List) => OutboxReport::waiting(site.store.entries()?),
        Some(OutboxCommand::Send) => {
            let sent = block_on(async {
                let forge = site.forge().await?;
                send(&site, &forge, context).await
            })?;
            OutboxReport::sent(sent, |number| site.name().issue_url(number))
        }
        Some(OutboxCommand::Drop(arguments)) => return drop(arguments, &site, context),
    };
    let printer = &context.printer;
    if arguments.json {
        printer.json(&report)?;
    } else {
        printer.answer(render_outbox(&report, printer.theme()))?;
    }
    Ok(if report.is_stuck() {
        Exit::Surroundings
    } else {
        Exit::Fine
    })
}

fn drop(
    arguments: &DropArguments,
    site: &RequestContext,
    context: &Context,
) -> Result<Exit, Failure> {
    let key = IdempotencyKey::parse(&arguments.key);
    let was_there = match &key {
        Some(key) => site.store.remove(key)?,
        None => false,
    };
    if !was_there {
        let key = crate::output::visible(&arguments.key);
        return Err(
            Failure::usage(format!("nothing with the key `{key}` waits"))
                .hint("`orion outbox` shows what waits"),
        );
    }
    context.printer.notice("it is not sent any more");
    Ok(Exit::Fine)
}

/// Sends all that waits.
pub(super) async fn send(
    site: &RequestContext,
    forge: &LocalForge,
    context: &Context,
) -> Result<Vec<Sent>, Failure> {
    let tell = |text: &str| context.printer.notice(text);
    Ok(site.outbox(forge).send(&tell).await?)
}

/// What became of one entry among those that were sent: where it is not among them, another process has sent it.
pub(super) fn fate_of(
    key: &IdempotencyKey,
    sent: &[Sent],
) -> (Fate, Option<String>, Option<IssueNumber>) {
    match sent.iter().find(|sent| sent.entry.key == *key) {
        None => (Fate::Sent, None, None),
        Some(Sent { outcome, .. }) => match outcome {
            Outcome::Done(number) => (Fate::Sent, None, Some(*number)),
            Outcome::Waits(why) if why.passes() => (Fate::Queued, Some(why.to_string()), None),
            Outcome::Waits(why) => (Fate::Refused, Some(why.to_string()), None),
        },
    }
}

/// How a command ends whose entry fared so. What is queued is safe, and is sent later: that is no failure.
pub(super) fn exit_of(fate: Fate) -> Exit {
    match fate {
        Fate::Refused => Exit::Surroundings,
        Fate::Sent | Fate::AlreadySent | Fate::Queued | Fate::Shown => Exit::Fine,
    }
}
