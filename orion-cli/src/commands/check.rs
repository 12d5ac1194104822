//! `orion check`: are these changes inside the boundaries?

use std::ffi::OsString;
use std::io::Read as _;

use bstr::ByteSlice as _;
use orion_app::check::{CheckRequest, CheckScope, Speaker, check};
use orion_app::path_argument::path_in_repository;
use orion_app::ports::Repository;
use orion_core::judge::CheckReport;
use orion_core::path::RepoPath;

use crate::cli::{CheckArguments, CheckFormat};
use crate::context::{Context, here};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::check::{render_check, render_github, render_sarif};

pub(crate) fn run(arguments: &CheckArguments, context: &Context) -> Result<Exit, Failure> {
    if arguments.all {
        return super::check_all::run(arguments, context);
    }
    let is_staged = arguments.range.is_none() && arguments.paths.is_empty() && !arguments.stdin0;
    let repository = if is_staged {
        context.repository_being_committed()?
    } else {
        context.repository()?
    };
    let request = CheckRequest {
        scope: scope(arguments, context, &repository)?,
        speaker: speaker(&arguments.actor, context),
    };
    let report = check(&repository, &request)?;
    answer(&report, arguments.answer_format(), context)?;
    if report.changes.is_empty() {
        context.printer.notice(nothing_to_judge(&request.scope));
    }
    Ok(exit_of(&report))
}

/// What the flags and the environment say of whoever is acting.
pub(crate) fn speaker(flag: &[String], context: &Context) -> Speaker {
    Speaker {
        flag: (!flag.is_empty()).then(|| flag.join(",")),
        environment: context.environment.workstream.clone(),
        branch: context.environment.pull_request_branch.clone(),
        login: context.environment.login.clone(),
    }
}

/// Writes the report in the format asked for. For people, a quiet printer says nothing unless a change is
/// refused; the other formats are data, and are always written.
pub(crate) fn answer(
    report: &CheckReport,
    format: CheckFormat,
    context: &Context,
) -> Result<(), Failure> {
    let printer = &context.printer;
    for notice in &report.notices {
        printer.warning(notice);
    }
    match format {
        CheckFormat::Json => printer.json(report),
        CheckFormat::Sarif => printer.json(&render_sarif(report)),
        CheckFormat::Github => printer.answer(render_github(report)),
        CheckFormat::Human if printer.is_quiet() && exit_of(report) == Exit::Fine => Ok(()),
        CheckFormat::Human => printer.answer(render_check(report, printer.theme())),
    }
}

/// Only a refusal is a violation: what needs approval may go on, and gets it in the pull request.
pub(crate) fn exit_of(report: &CheckReport) -> Exit {
    if report.summary.denied > 0 {
        Exit::Violated
    } else {
        Exit::Fine
    }
}

fn scope(
    arguments: &CheckArguments,
    context: &Context,
    repository: &dyn Repository,
) -> Result<CheckScope, Failure> {
    if let Some(range) = &arguments.range {
        return Ok(CheckScope::Range {
            base: range.base.clone(),
            head: range.head.clone(),
            approved: arguments.approved.clone(),
        });
    }
    if arguments.stdin0 {
        return Ok(CheckScope::Paths(paths(
            &paths_on_standard_input()?,
            repository,
        )?));
    }
    if !arguments.paths.is_empty() {
        return Ok(CheckScope::Paths(paths(&arguments.paths, repository)?));
    }
    Ok(CheckScope::Staged {
        override_reason: context.environment.override_reason.clone(),
    })
}

fn paths(arguments: &[OsString], repository: &dyn Repository) -> Result<Vec<RepoPath>, Failure> {
    let directory = here()?;
    let path = |argument: &OsString| {
        path_in_repository(repository.top(), &directory, argument)
            .map_err(|error| Failure::usage(error.to_string()))
    };
    arguments.iter().map(path).collect()
}

/// The NUL-separated paths on standard input.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn paths_on_standard_input() -> Result<Vec<OsString>, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| {
            Failure::surroundings(format!("standard input cannot be read: {error}"))
        })?;
    Ok(bytes
        .split(|byte| *byte == 0)
        .filter(|path| !path.is_empty())
        .map(|path| path.to_os_str_lossy().into_owned())
        .collect())
}

fn nothing_to_judge(scope: &CheckScope) -> String {
    match scope {
        CheckScope::Staged { .. } => "nothing is staged".to_owned(),
        CheckScope::Range { base, head, .. } => format!("`{base}..{head}` changes nothing"),
        CheckScope::Paths(_) => "no path was given".to_owned(),
    }
}
