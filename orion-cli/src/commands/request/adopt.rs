//! `orion contract adopt`: closes what those had to do who build on a contract.

use orion_app::request::{LifeError, adopt};
use orion_core::request::RequestKind;

use crate::cli::AdoptArguments;
use crate::context::{Context, RequestContext, block_on};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::request::render_adoption;

pub(super) fn run(
    kind: RequestKind,
    arguments: &AdoptArguments,
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
        Ok::<_, Failure>(adopt(number, &arguments.workstreams, &life).await?)
    })?;
    if arguments.json {
        printer.json(&report)?;
    } else {
        printer.answer(render_adoption(&report, printer.theme()))?;
    }
    Ok(if report.is_lacking() {
        Exit::Violated
    } else {
        Exit::Fine
    })
}
