//! `orion plan`: what takes how long, what waits on what, and what cannot be late.

use std::mem::ManuallyDrop;

use orion_app::plan::{StatusDay, has_evidence, plan_on, planned_workspace};
use orion_core::judge::Policy;
use orion_core::plan::{Actuals, PlanReport};

use crate::cli::PlanArguments;
use crate::context::{Context, StatusContext, block_on};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Printer;
use crate::output::plan::{Glyphs, render_gantt, render_mermaid, render_plan, render_svg};

pub(super) fn run(arguments: &PlanArguments, context: &Context) -> Result<Exit, Failure> {
    let day = match arguments.today {
        Some(date) => StatusDay::Given(date),
        None => StatusDay::At(context.now()?),
    };
    // The end of the process frees it at once, where a large plan is freed piece by piece.
    let report = ManuallyDrop::new(planned(day, context)?);
    let printer = &context.printer;
    if arguments.json {
        printer.json(&*report)?;
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

/// The plan, with a forecast from evidence where there is any: nobody is asked, and nothing runs for it.
fn planned(day: StatusDay, context: &Context) -> Result<PlanReport, Failure> {
    let repository = context.repository()?;
    let workspace = ManuallyDrop::new(planned_workspace(&repository)?);
    if !has_evidence(&workspace) {
        return Ok(plan_on(&workspace, &Actuals::Unknown, day)?);
    }
    let policy = Policy::new(ManuallyDrop::into_inner(workspace));
    let site = StatusContext::of(context, repository, policy)?;
    let actuals = block_on(site.actuals())?;
    Ok(plan_on(site.rules().workspace, &actuals, day)?)
}
