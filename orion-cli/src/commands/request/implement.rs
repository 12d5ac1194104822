//! `orion contract implement`, `orion schema implement`: from an approved request to its pull request.

use orion_app::request::{ImplementOrder, implement};
use orion_core::release::Bump;
use orion_core::request::RequestKind;

use crate::cli::{BumpArgument, ImplementArguments};
use crate::commands::outbox::exit_of;
use crate::context::{Context, RequestContext, block_on};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::request::{render_implementation, render_implementation_preview};

pub(super) fn run(
    kind: RequestKind,
    arguments: &ImplementArguments,
    context: &Context,
) -> Result<Exit, Failure> {
    let site = RequestContext::open(context)?;
    let overrides = site.overrides()?;
    let order = ImplementOrder {
        kind,
        number: arguments.number,
        bump: match arguments.bump {
            BumpArgument::Major => Bump::Major,
            BumpArgument::Minor => Bump::Minor,
            BumpArgument::Patch => Bump::Patch,
        },
        acts: !arguments.dry_run,
    };
    let printer = &context.printer;
    let tell = |text: &str| printer.notice(text);
    let report = block_on(async {
        let forge = site.forge().await?;
        let outbox = site.outbox(&forge);
        let life = site.life(&outbox, &overrides, &tell);
        Ok::<_, Failure>(implement(order, &life).await?)
    })?;
    if arguments.json {
        printer.json(&report)?;
    } else if arguments.dry_run {
        printer.answer(render_implementation_preview(&report, printer.theme()))?;
    } else {
        printer.answer(render_implementation(&report, printer.theme()))?;
    }
    Ok(exit_of(report.fate))
}
