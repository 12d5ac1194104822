//! `orion hook run`: what git calls.

use std::io::{self, Read};

use orion_app::hook::{self, HookCall, HookCheck, HookRun};

use orion_core::hook::HookName;

use super::gate;
use crate::cli::HookRunArguments;
use crate::commands::check::speaker;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::check::render_check;
use crate::output::visible;

pub(in crate::commands) fn run(
    arguments: &HookRunArguments,
    context: &Context,
) -> Result<Exit, Failure> {
    let repository = if arguments.name.judges_the_index() {
        context.repository_being_committed()?
    } else {
        context.repository()?
    };
    let call = HookCall {
        hook: arguments.name,
        arguments: arguments
            .arguments
            .iter()
            .map(|argument| argument.to_string_lossy().into_owned())
            .collect(),
        input: input(arguments)?,
        speaker: speaker(&[], context),
        override_reason: context.environment.override_reason.clone(),
    };
    let run = hook::run(&repository, &call)?;
    let exit = tell(&run, context);
    let is_before_a_commit = matches!(call.hook, HookName::PreCommit | HookName::PreMergeCommit);
    if exit == Exit::Fine && is_before_a_commit {
        return gate::before_commit(context);
    }
    Ok(exit)
}

fn input(arguments: &HookRunArguments) -> Result<Vec<u8>, Failure> {
    let mut input = Vec::new();
    if arguments.name.reads_input() {
        io::stdin().read_to_end(&mut input).map_err(|error| {
            Failure::surroundings(format!("cannot read what git says: {error}"))
        })?;
    }
    Ok(input)
}

/// Everything a hook says is conversation: git shows standard error, and its standard output is no answer.
/// Nothing is said of what simply may be done.
fn tell(run: &HookRun, context: &Context) -> Exit {
    let printer = &context.printer;
    for notice in &run.notices {
        printer.notice(visible(notice));
    }
    for HookCheck { subject, report } in &run.checks {
        for notice in &report.notices {
            printer.warning(visible(notice));
        }
        let refused = report.summary.denied > 0;
        let worth_telling = report.changes.iter().any(|change| change.code.is_some());
        if refused || (worth_telling && !printer.is_quiet()) {
            if let Some(subject) = subject {
                printer.notice(format!("to be pushed: `{}`", visible(subject)));
            }
            printer.tell(|theme| render_check(report, theme));
        }
    }
    if run.checks.iter().any(|check| check.subject.is_some()) && run.stops() {
        printer.hint(
            "what cannot wait says so in each commit that touches it: \
             `git commit --amend --trailer \"Orion-Override: why it cannot wait\"`",
        );
    }
    if let Some((reason, next)) = &run.refusal {
        printer.failure(&Failure::usage(reason).hint(next));
    }
    if run.stops() {
        Exit::Violated
    } else {
        Exit::Fine
    }
}
