//! `orion trust`: which of this repository's commands may run.

use std::collections::BTreeSet;

use orion_app::gate::{TrustReport, TrustStore as _, Trusted, trust_report};

use crate::cli::TrustArguments;
use crate::context::{Context, GateContext};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::prompt::ask;
use crate::output::{is_interactive, render_trust};

pub(super) fn run(arguments: &TrustArguments, context: &Context) -> Result<Exit, Failure> {
    let site = GateContext::open(context)?;
    let workspace = &site.policy.workspace;
    let store = site.trust_files()?;
    if arguments.revoke {
        store.remember(&BTreeSet::new())?;
    }
    let known = store.trusted()?;
    let report = trust_report(workspace, &Trusted::Commands(known.clone()));
    if arguments.show || arguments.revoke || report.trusted {
        answer(&report, arguments, context)?;
        return Ok(Exit::Fine);
    }
    if !arguments.yes {
        if arguments.json || !is_interactive() {
            return Err(
                Failure::usage("nobody is there to say whether these commands may run")
                    .hint("`orion trust --show` shows them; `orion trust --yes` lets them run"),
            );
        }
        answer(&report, arguments, context)?;
        let said = ask("Let these commands run on this machine? [y/N]")?;
        if !said.is_some_and(|said| ["y", "yes"].contains(&said.to_lowercase().as_str())) {
            context.printer.notice("nothing has changed");
            return Ok(Exit::Violated);
        }
    }
    let mut commands = known;
    commands.extend(report.commands.iter().map(|command| command.key.clone()));
    store.remember(&commands)?;
    // What was asked is what is trusted: the file is not read again.
    let report = trust_report(workspace, &Trusted::Commands(commands));
    if arguments.yes {
        answer(&report, arguments, context)?;
    } else {
        context.printer.notice("they may run now");
    }
    Ok(Exit::Fine)
}

fn answer(
    report: &TrustReport,
    arguments: &TrustArguments,
    context: &Context,
) -> Result<(), Failure> {
    let printer = &context.printer;
    if arguments.json {
        printer.json(report)
    } else if printer.is_quiet() && arguments.yes {
        Ok(())
    } else {
        printer.answer(render_trust(report, printer.theme()))
    }
}
