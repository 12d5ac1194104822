//! `orion status`, `orion log`: how the workstreams stand, and how they came to.

mod act;
mod log;
mod watch;

pub(super) use log::run_log;

use orion_app::status::{Dashboard, GithubSeen, StatusReport, WorkstreamReport};

use crate::cli::StatusArguments;
use crate::context::{Context, StatusContext, block_on};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::status::{
    explain_integration, explain_quality, render_explanation, render_status,
};
use crate::output::{Printer, is_interactive, visible};
use crate::tui;

/// What `--explain` knows beside workstreams.
const INTEGRATION: &str = "integration";
const QUALITY: &str = "quality";

pub(super) fn run(arguments: &StatusArguments, context: &Context) -> Result<Exit, Failure> {
    if arguments.watch {
        return block_on(watch::watch(arguments, context));
    }
    let is_asked_once = arguments.once || arguments.json || arguments.explain.is_some();
    if !is_asked_once && is_interactive() && !context.environment.is_dumb {
        // What keeps all of it from being told is told in the terminal as it is.
        StatusContext::open(context)?;
        return tui::run(context, act::Commands, arguments.offline);
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
        let dashboard = look(&site, github, context).await?;
        answer(arguments, &dashboard, &context.printer)?;
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
) -> Result<Dashboard, Failure> {
    let status = site.look(github).await?;
    for note in &status.notes {
        context
            .printer
            .warning(format_args!("it is not remembered: {}", visible(note)));
    }
    Ok(site.dashboard(status.report))
}

fn answer(
    arguments: &StatusArguments,
    dashboard: &Dashboard,
    printer: &Printer,
) -> Result<(), Failure> {
    if arguments.json {
        printer.json(dashboard)
    } else {
        printer.answer(text(arguments, dashboard, printer)?)
    }
}

fn text(
    arguments: &StatusArguments,
    dashboard: &Dashboard,
    printer: &Printer,
) -> Result<String, Failure> {
    let (report, theme) = (&dashboard.status, printer.theme());
    let Some(asked) = arguments.explain.as_deref() else {
        return Ok(render_status(dashboard, theme));
    };
    // A workstream may be called so, and goes first.
    match (find(report, asked), asked) {
        (Some(row), _) => Ok(render_explanation(report, row, theme)),
        (None, INTEGRATION) => Ok(explain_integration(&dashboard.integration, theme)),
        (None, QUALITY) => Ok(explain_quality(&dashboard.quality, theme)),
        (None, _) => {
            let ids = report.workstreams.iter().map(|row| row.id.as_str());
            Err(unknown(asked, ids.chain([INTEGRATION, QUALITY])))
        }
    }
}

/// The workstream of that id or number.
fn find<'r>(report: &'r StatusReport, asked: &str) -> Option<&'r WorkstreamReport> {
    let number = asked.parse().ok();
    let is_it = |row: &&WorkstreamReport| {
        row.id.as_str() == asked || (number.is_some() && row.number == number)
    };
    report.workstreams.iter().find(is_it)
}

fn unknown<'a>(asked: &str, known: impl Iterator<Item = &'a str>) -> Failure {
    let known: Vec<_> = known.collect();
    Failure::usage(format!("there is no workstream `{}`", visible(asked)))
        .hint(format!("there are: {}", known.join(", ")))
}
