//! `orion escalate`: who has to hear of what blocks.

use orion_app::escalate::{Order, Raise, SinkFate, escalate};
use orion_app::request::Fate;

use crate::cli::EscalateArguments;
use crate::context::{Context, RequestContext, block_on};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::escalate::{render_notices, render_overview};
use crate::output::visible;

pub(super) fn run(arguments: &EscalateArguments, context: &Context) -> Result<Exit, Failure> {
    let site = RequestContext::open(context)?;
    let raise = arguments.level.zip(arguments.number);
    let raise = raise.map(|(level, number)| Raise { level, number });
    let order = Order {
        raise,
        acts: (arguments.auto || raise.is_some()) && !arguments.dry_run,
    };
    let printer = &context.printer;
    let report = block_on(async {
        let forge = site.forge().await?;
        let tell = |text: &str| printer.notice(text);
        let report = escalate(order, &site.outbox(&forge), &site.webhooks(), &tell).await?;
        Ok::<_, Failure>(report)
    })?;
    let notices = || report.blockers.iter().flat_map(|blocker| &blocker.due);
    for sink in notices().flat_map(|notice| &notice.sinks) {
        if sink.fate == SinkFate::Missed {
            let because = sink.because.as_deref().unwrap_or_default();
            printer.warning(format_args!(
                "{} was not told: {}",
                sink.sink,
                visible(because)
            ));
        }
    }
    if arguments.json {
        printer.json(&report)?;
    } else if arguments.auto || raise.is_some() || arguments.dry_run {
        printer.answer(render_notices(&report, printer.theme()))?;
    } else {
        printer.answer(render_overview(&report, printer.theme()))?;
    }
    // A place that was missed is tried again; a comment that is never taken would be said again and again.
    let is_refused = notices().any(|notice| notice.fate == Fate::Refused);
    Ok(if is_refused {
        Exit::Surroundings
    } else {
        Exit::Fine
    })
}
