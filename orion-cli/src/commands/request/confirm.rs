//! Shows a request before it is filed, and lets it be edited.

use orion_app::outbox::Action;
use orion_app::request::Proposal;

use super::edit::edit;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::prompt::{Choice, choose};
use crate::output::request::render_preview;

/// Shows it, and lets it be edited, until it is to be filed or not.
pub(super) fn confirm(proposal: &mut Proposal, context: &Context) -> Result<bool, Failure> {
    loop {
        let report = &proposal.report;
        context.printer.tell(|theme| render_preview(report, theme));
        match choose("File it?")? {
            Choice::Yes => return Ok(true),
            Choice::No => return Ok(false),
            Choice::Edit => {
                let body = edit(&proposal.report.body, &proposal.entry.key)?;
                if let Action::File { body: filed, .. } = &mut proposal.entry.action {
                    filed.clone_from(&body);
                }
                proposal.report.body = body;
            }
        }
    }
}
