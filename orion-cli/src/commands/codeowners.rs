//! `orion codeowners`: GitHub's CODEOWNERS from `workstreams.toml`.

use orion_app::codeowners::{CodeownersOutcome, CodeownersRequest, codeowners};
use orion_core::judge::POLICY_FILE;

use crate::cli::CodeownersArguments;
use crate::context::{Context, files_of};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::render_codeowners;

pub(crate) fn run(arguments: &CodeownersArguments, context: &Context) -> Result<Exit, Failure> {
    let repository = context.repository()?;
    let files = files_of(&repository);
    let request = if arguments.stdout {
        CodeownersRequest::Print
    } else if arguments.check {
        CodeownersRequest::Check
    } else {
        CodeownersRequest::Write {
            force: arguments.force,
        }
    };
    let report = codeowners(&repository, &files, request)?;
    let exit = match report.outcome {
        CodeownersOutcome::Stale | CodeownersOutcome::Kept => Exit::Violated,
        _ => Exit::Fine,
    };
    let printer = &context.printer;
    if arguments.json {
        printer.json(&report)?;
        return Ok(exit);
    }
    if !printer.is_quiet() {
        printer.diagnostics(POLICY_FILE, &report.policy, &report.diagnostics);
    }
    if report.outcome == CodeownersOutcome::Printed {
        printer.answer(&report.text)?;
    } else if !printer.is_quiet() || exit != Exit::Fine {
        printer.answer(render_codeowners(&report, printer.theme()))?;
    }
    Ok(exit)
}
