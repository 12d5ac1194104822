//! `orion status`, `orion log`: how the workstreams stand, and how they came to.

mod log;
mod watch;

pub(super) use log::run_log;

use orion_app::status::{GithubSeen, StatusReport, WorkstreamReport};

use crate::cli::StatusArguments;
use crate::context::{Context, StatusContext, block_on};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::status::{render_explanation, render_status};
use crate::output::{Printer, visible};

pub(super) fn run(arguments: &StatusArguments, context: &Context) -> Result<Exit, Failure> {
    if arguments.watch {
        return block_on(watch::watch(arguments, context));
    }
    block_on(async {
        let site = StatusContext::open(context)?;
        let github = ask(arguments, &site).await;
        if let Err(because) = &github
            && !arguments.offline
        {
            let because = visible(because);
            context
                .printer
                .notice(format_args!("GitHub does not tell: {because}"));
        }
        let report = look(&site, github, context).await?;
        answer(arguments, &report, &context.printer)?;
        Ok(Exit::Fine)
    })
}

async fn ask(arguments: &StatusArguments, site: &StatusContext) -> Result<GithubSeen, String> {
    if arguments.offline {
        return Err("it was not to be asked".to_owned());
    }
    site.ask().await
}

async fn look(
    site: &StatusContext,
    github: Result<GithubSeen, String>,
    context: &Context,
) -> Result<StatusReport, Failure> {
    let status = site.look(github).await?;
    for note in &status.notes {
        context
            .printer
            .warning(format_args!("it is not remembered: {}", visible(note)));
    }
    Ok(status.report)
}

fn answer(
    arguments: &StatusArguments,
    report: &StatusReport,
    printer: &Printer,
) -> Result<(), Failure> {
    if arguments.json {
        printer.json(report)
    } else {
        printer.answer(text(arguments, report, printer)?)
    }
}

fn text(
    arguments: &StatusArguments,
    report: &StatusReport,
    printer: &Printer,
) -> Result<String, Failure> {
    Ok(match &arguments.explain {
        Some(asked) => render_explanation(report, find(report, asked)?, printer.theme()),
        None => render_status(report, printer.theme()),
    })
}

/// The workstream of that id or number.
fn find<'r>(report: &'r StatusReport, asked: &str) -> Result<&'r WorkstreamReport, Failure> {
    let number = asked.parse().ok();
    let is_it = |row: &&WorkstreamReport| {
        row.id.as_str() == asked || (number.is_some() && row.number == number)
    };
    report.workstreams.iter().find(is_it).ok_or_else(|| {
        let ids = report.workstreams.iter().map(|row| row.id.as_str());
        unknown(asked, ids)
    })
}

fn unknown<'a>(asked: &str, known: impl Iterator<Item = &'a str>) -> Failure {
    let known: Vec<_> = known.collect();
    Failure::usage(format!("there is no workstream `{}`", visible(asked)))
        .hint(format!("there are: {}", known.join(", ")))
}
