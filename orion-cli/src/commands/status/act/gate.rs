//! `orion gate`, from the dashboard.

use orion_app::gate::{GateObserver, GateReport, StepReport};
use orion_core::config::GateName;
use orion_core::ids::StepName;

use super::Told;
use crate::commands::gate::{GateCall, GateWitness, perform};
use crate::context::{Context, GateContext};
use crate::failure::Failure;
use crate::output::Theme;
use crate::output::gate::render_gate;
use crate::tui::{Outcome, Page, Role};

impl GateObserver for Told<'_> {
    fn begins(&self, step: &StepName) {
        (self.0)(format!("{step} runs"));
    }

    fn ends(&self, report: &StepReport) {
        (self.0)(format!("{} ended", report.name));
    }

    fn note(&self, text: &str) {
        (self.0)(text.to_owned());
    }
}

impl GateWitness for Told<'_> {
    fn draw(&self) {}

    fn interrupted(&self) {}

    fn abandoned(&self) {}

    fn finish(&self) {}
}

pub(super) fn run_gate(
    gate: GateName,
    context: &Context,
    tell: &dyn Fn(String),
) -> Result<Outcome, Failure> {
    let site = GateContext::open(context)?;
    let call = GateCall::of(gate);
    let Some(report) = perform(&call, &site, context, &Told(tell))?? else {
        return Err(Failure::surroundings("the gate was interrupted"));
    };
    Ok(gate_outcome(&report))
}

fn gate_outcome(report: &GateReport) -> Outcome {
    let (role, word) = if report.passed {
        (Role::Ok, "passed")
    } else {
        (Role::Fail, "did not pass")
    };
    let said = format!("gate {} {word}", report.gate);
    let mut page = Page::new(format!("gate {}", report.gate))
        .line(role, &said)
        .gap()
        .text(render_gate(report, false, Theme::PLAIN).trim_end());
    page.copy = Some(format!("orion gate {}", report.gate));
    let outcome = if report.passed {
        Outcome::done(said)
    } else {
        Outcome::failed(Failure::surroundings(said))
    };
    outcome.with_page(page)
}
