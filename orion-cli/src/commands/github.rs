//! `orion github setup`: labels and files.

use orion_app::github_setup::{GithubSetupError, SetupOrder, github_setup};

use crate::cli::GithubSetupArguments;
use crate::context::{Context, RequestContext, block_on, files_of};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::render_github_setup;

pub(super) fn setup(arguments: &GithubSetupArguments, context: &Context) -> Result<Exit, Failure> {
    let site = RequestContext::open(context)?;
    let files = files_of(&site.repository);
    let order = SetupOrder {
        dry_run: arguments.dry_run,
        force: arguments.force,
    };
    let report = block_on(async {
        let forge = site.forge().await?;
        let report = github_setup(&forge, &site.repository, &files, order).await;
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
    Ok(if report.dry_run && report.differs() {
        Exit::Violated
    } else {
        Exit::Fine
    })
}
