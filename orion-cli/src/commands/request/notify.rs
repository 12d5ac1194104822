//! `orion contract notify`: tells those who build on a contract that it was released.

use orion_app::request::{LifeError, notify};
use orion_core::request::RequestKind;

use crate::cli::NotifyArguments;
use crate::commands::outbox::exit_of;
use crate::context::{Context, RequestContext, block_on};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::request::{render_guide, render_notification};
use crate::output::visible;

pub(super) fn run(
    kind: RequestKind,
    arguments: &NotifyArguments,
    context: &Context,
) -> Result<Exit, Failure> {
    let number = arguments.number;
    if kind == RequestKind::Schema {
        return Err(LifeError::NoConsumers { number }.into());
    }
    let site = RequestContext::open(context)?;
    let overrides = site.overrides()?;
    let printer = &context.printer;
    let tell = |text: &str| printer.notice(text);
    let report = block_on(async {
        let forge = site.forge().await?;
        let outbox = site.outbox(&forge);
        let life = site.life(&outbox, &overrides, &tell);
        let acts = !arguments.dry_run;
        Ok::<_, Failure>(notify(number, acts, &life, &site.webhooks()).await?)
    })?;
    if let Some(because) = &report.slack_because {
        printer.warning(format_args!("slack was not told: {}", visible(because)));
    }
    if arguments.json {
        printer.json(&report)?;
    } else if arguments.dry_run {
        printer.answer(render_guide(&report))?;
    } else {
        printer.answer(render_notification(&report, printer.theme()))?;
    }
    Ok(exit_of(report.fate))
}
