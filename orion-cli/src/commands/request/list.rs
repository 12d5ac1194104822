//! `orion contract list`, `orion schema list`: what is open, and whose move it is.

use orion_app::outbox::OutboxStore as _;
use orion_app::request::list;
use orion_core::request::RequestKind;

use crate::context::{Context, RequestContext, block_on};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::request::render_list;

pub(super) fn run(kind: RequestKind, json: bool, context: &Context) -> Result<Exit, Failure> {
    let site = RequestContext::open(context)?;
    block_on(async {
        let forge = site.forge().await?;
        let waiting = site.store.entries()?;
        let report = list(kind, &forge, &waiting, site.rules(), site.now()).await?;
        let printer = &context.printer;
        if json {
            printer.json(&report)?;
        } else {
            printer.answer(render_list(&report, site.now(), printer.theme()))?;
        }
        Ok(Exit::Fine)
    })
}
