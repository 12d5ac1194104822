//! `orion github setup`: labels, files, workflows, protection. `orion github align`: labels follow decisions.

use orion_app::align::{AlignStatus, align as align_requests};
use orion_app::github_setup::{GithubSetupError, SetupOrder, github_setup};
use orion_app::request::Fate;

use crate::cli::{GithubAlignArguments, GithubSetupArguments};
use crate::context::{Context, RequestContext, block_on, files_of};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{render_github_align, render_github_setup};

pub(super) fn setup(arguments: &GithubSetupArguments, context: &Context) -> Result<Exit, Failure> {
    let site = RequestContext::open(context)?;
    let files = files_of(&site.repository);
    let order = SetupOrder {
        dry_run: arguments.dry_run,
        force: arguments.force,
        no_protection: arguments.no_protection,
        source: arguments.install_from.clone(),
        checks: arguments.required_check.clone(),
    };
    let report = block_on(async {
        let forge = site.forge().await?;
        let report = github_setup(&forge, &site.repository, &files, &order).await;
        report.map_err(|error| match error {
            GithubSetupError::Forge(error) => error.into(),
            GithubSetupError::Policy(error) => error.into(),
            GithubSetupError::Files(error) => Failure::from(error),
        })
    })?;
    let printer = &context.printer;
    if arguments.json {
        printer.json(&report)?;
    } else {
        printer.answer(render_github_setup(&report, printer.theme()))?;
    }
    let differs = report.dry_run && report.differs();
    Ok(if differs || report.is_partial() {
        Exit::Violated
    } else {
        Exit::Fine
    })
}

pub(super) fn align(arguments: &GithubAlignArguments, context: &Context) -> Result<Exit, Failure> {
    let site = RequestContext::open(context)?;
    let printer = &context.printer;
    let report = block_on(async {
        let forge = site.forge().await?;
        let tell = |text: &str| printer.notice(text);
        Ok::<_, Failure>(align_requests(&arguments.numbers, &site.outbox(&forge), &tell).await?)
    })?;
    if arguments.json {
        printer.json(&report)?;
    } else {
        printer.answer(render_github_align(&report, printer.theme()))?;
    }
    let mut answers = report.requests.iter().flat_map(|row| &row.answers);
    let is_unknown = |status| status == AlignStatus::CouldNotTell;
    Ok(if answers.any(|answer| answer.fate == Fate::Refused) {
        Exit::Surroundings
    } else if report.requests.iter().any(|row| is_unknown(row.status)) {
        Exit::Violated
    } else {
        Exit::Fine
    })
}
