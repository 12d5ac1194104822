//! `orion contract show`, `orion schema show`: one request with everything that was decided.

use orion_app::request::{DecideError, show};
use orion_core::ids::IssueNumber;
use orion_core::request::RequestKind;

use crate::context::{Context, RequestContext, block_on};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::request::render_show;

pub(super) fn run(
    kind: RequestKind,
    number: IssueNumber,
    json: bool,
    context: &Context,
) -> Result<Exit, Failure> {
    let site = RequestContext::open(context)?;
    block_on(async {
        let forge = site.forge().await?;
        let report = show(kind, number, &forge, site.rules(), site.now()).await?;
        let report = report.ok_or(DecideError::NotARequest { number, kind })?;
        let printer = &context.printer;
        if json {
            printer.json(&report)?;
        } else {
            printer.answer(render_show(&report, site.now(), printer.theme()))?;
        }
        Ok(Exit::Fine)
    })
}
