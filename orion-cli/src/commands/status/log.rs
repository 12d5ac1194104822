//! `orion log`

use orion_app::status::log;
use orion_core::ids::WorkstreamId;

use super::unknown;
use crate::cli::LogArguments;
use crate::context::{Context, StatusContext};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::status::render_log;

pub(crate) fn run_log(arguments: &LogArguments, context: &Context) -> Result<Exit, Failure> {
    let site = StatusContext::open(context)?;
    let known = || {
        let workstreams = site.rules().workspace.workstreams.iter();
        workstreams.map(|workstream| &workstream.id)
    };
    let mut asked: Vec<WorkstreamId> = Vec::new();
    for text in &arguments.workstreams {
        let id = known().find(|id| id.as_str() == text);
        let id = id.ok_or_else(|| unknown(text, known().map(WorkstreamId::as_str)))?;
        asked.push(id.clone());
    }
    let since = arguments.since.before(site.now());
    let report = log(&site.store, since, &asked)?;
    let printer = &context.printer;
    if arguments.json {
        printer.json(&report)?;
    } else {
        printer.answer(render_log(&report, printer.theme()))?;
    }
    Ok(Exit::Fine)
}
