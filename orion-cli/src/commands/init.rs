//! `orion init`: a first `workstreams.toml`.

use orion_app::init::{InitOutcome, InitReport, InitRequest, InitSource, init};

use crate::cli;
use crate::context::{Context, files_of};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::render_init;

pub(crate) fn run(arguments: &cli::InitArguments, context: &Context) -> Result<Exit, Failure> {
    let repository = context.repository()?;
    let files = files_of(&repository);
    let request = InitRequest {
        source: source(arguments),
        dry_run: arguments.dry_run,
        force: arguments.force,
        accept_differences: arguments.accept_differences,
    };
    let report = init(&repository, &files, request)?;
    let printer = &context.printer;
    if arguments.json {
        printer.json(&report)?;
        return Ok(exit_of(&report, request));
    }
    if !printer.is_quiet() {
        let (name, text) = report.codeowners.clone().unwrap_or_default();
        printer.diagnostics(&name, &text, &report.diagnostics);
    }
    for notice in &report.notices {
        printer.notice(notice);
    }
    if report.outcome == InitOutcome::Printed {
        printer.answer(&report.text)?;
    } else if !printer.is_quiet() || exit_of(&report, request) != Exit::Fine {
        printer.answer(render_init(&report, printer.theme()))?;
    }
    Ok(exit_of(&report, request))
}

fn source(arguments: &cli::InitArguments) -> Option<InitSource> {
    match (arguments.template, arguments.from) {
        (Some(cli::Template::Seed), _) => Some(InitSource::Seed),
        (None, Some(cli::InitSource::Codeowners)) => Some(InitSource::Codeowners),
        (None, Some(cli::InitSource::Layout)) => Some(InitSource::Layout),
        (None, None) => None,
    }
}

/// A file that is there is no violation: it is what this command is for. Owners that change are one, until
/// they are accepted.
fn exit_of(report: &InitReport, request: InitRequest) -> Exit {
    let differs = !report.differences.is_empty() && !request.accept_differences;
    match report.outcome {
        InitOutcome::Refused => Exit::Violated,
        InitOutcome::Printed if differs => Exit::Violated,
        _ => Exit::Fine,
    }
}
