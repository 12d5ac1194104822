//! `orion contract approve|changes|reject`, `orion schema …`: an owner's word.

use orion_app::outbox::OutboxStore as _;
use orion_app::request::{DecisionReport, decision};
use orion_core::request::{Decision, RequestKind};

use crate::cli::DecideArguments;
use crate::commands::outbox::{exit_of, fate_of, send};
use crate::context::{Context, RequestContext, block_on};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::is_interactive;
use crate::output::prompt::ask;
use crate::output::request::render_decision;

pub(super) fn run(
    kind: RequestKind,
    word: Decision,
    arguments: &DecideArguments,
    context: &Context,
) -> Result<Exit, Failure> {
    let site = RequestContext::open(context)?;
    let mut reason = arguments.reason.clone();
    // Who is to do something else has to hear what.
    if reason.is_none() && word == Decision::Changes {
        reason = if is_interactive() && !arguments.json {
            ask("What is to change?")?
        } else {
            None
        };
        if reason.is_none() {
            return Err(Failure::usage("it is not said what is to change")
                .hint("say it with `--reason TEXT`"));
        }
    }
    block_on(async {
        let number = arguments.number;
        let forge = site.forge().await?;
        let reason = reason.as_deref();
        let entry = decision(kind, number, word, reason, &forge, site.rules(), site.now()).await?;
        site.store.put(&entry)?;
        let sent = send(&site, &forge, context).await?;
        let (fate, because, _) = fate_of(&entry.key, &sent);
        let report = DecisionReport {
            schema: 1,
            kind,
            number,
            decision: word,
            fate,
            because,
        };
        let printer = &context.printer;
        if arguments.json {
            printer.json(&report)?;
        } else {
            printer.answer(render_decision(&report))?;
        }
        Ok(exit_of(fate))
    })
}
