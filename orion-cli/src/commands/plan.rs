//! `orion plan`: what takes how long, what waits on what, and what cannot be late.

use orion_app::plan::{StatusDay, plan_of_work_tree};
use orion_core::plan::Actuals;

use crate::cli::PlanArguments;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Printer;
use crate::output::plan::{Glyphs, render_gantt, render_mermaid, render_plan, render_svg};

pub(super) fn run(arguments: &PlanArguments, context: &Context) -> Result<Exit, Failure> {
    let day = match arguments.today {
        Some(date) => StatusDay::Given(date),
        None => StatusDay::At(context.now()?),
    };
    let report = plan_of_work_tree(&context.repository()?, &Actuals::Unknown, day)?;
    let printer = &context.printer;
    if arguments.json {
        printer.json(&report)?;
    } else if arguments.svg {
        printer.answer(render_svg(&report))?;
    } else if arguments.mermaid {
        printer.answer(render_mermaid(&report))?;
    } else if arguments.gantt {
        let glyphs = if context.environment.unicode {
            Glyphs::UNICODE
        } else {
            Glyphs::ASCII
        };
        let text = render_gantt(&report, Printer::width(), glyphs, printer.theme());
        printer.answer(text)?;
    } else {
        printer.answer(render_plan(&report, printer.theme()))?;
    }
    Ok(if arguments.check && !report.is_possible() {
        Exit::Violated
    } else {
        Exit::Fine
    })
}
