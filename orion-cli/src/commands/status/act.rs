//! What somebody does from the dashboard: the use cases of `orion restart`, `orion contract|schema approve|changes|
//! reject`, `orion gate` and `orion integration --live`.

use std::time::Duration;

use orion_app::gate::{GateObserver, GateReport, StepReport};
use orion_app::outbox::OutboxStore as _;
use orion_app::request::{Fate, decision};
use orion_app::stack::{Ascent, Observer, Step, UpRequest};
use orion_core::config::GateName;
use orion_core::ids::{IssueNumber, ServiceName, StepName};
use orion_core::request::{Decision, RequestKind};

use crate::commands::gate::{GateCall, GateWitness, perform};
use crate::commands::integration::ask_stack;
use crate::commands::outbox::{fate_of, send};
use crate::context::{Context, GateContext, RequestContext, StackContext, block_on};
use crate::failure::Failure;
use crate::output::Theme;
use crate::output::gate::render_gate;
use crate::output::stack::step_words;
use crate::tui::{Action, ActionRunner, Outcome, Page, Role};

/// How long a service may take until it is ready, as `orion restart` has it.
const READY_WITHIN: Duration = Duration::from_mins(2);

/// The commands' use cases.
pub(super) struct Commands;

impl ActionRunner for Commands {
    fn act(&self, action: &Action, context: &Context, tell: &dyn Fn(String)) -> Outcome {
        let done = match action {
            Action::Restart(service) => block_on(restart(service, context, tell)),
            Action::Decide {
                kind,
                number,
                decision,
                reason,
            } => block_on(decide(
                *kind,
                *number,
                *decision,
                reason.as_deref(),
                context,
            )),
            Action::Gate(gate) => run_gate(*gate, context, tell),
            Action::AskStack => block_on(ask_stack(context, tell)).map(Outcome::integration),
        };
        done.unwrap_or_else(Outcome::failed)
    }
}

/// Hands on what a service does.
struct Told<'t>(&'t dyn Fn(String));

impl Observer for Told<'_> {
    fn step(&self, service: &str, step: &Step) {
        (self.0)(format!("{service} {}", step_words(step, Theme::PLAIN)));
    }

    fn note(&self, text: &str) {
        (self.0)(text.to_owned());
    }
}

async fn restart(
    service: &ServiceName,
    context: &Context,
    tell: &dyn Fn(String),
) -> Result<Outcome, Failure> {
    let stack = StackContext::open(context)?;
    let services = stack.services(&[service.to_string()])?;
    let _lock = stack.lock(|text| tell(text.to_owned())).await?;
    let engine = stack.engine().await?;
    let site = stack.site(&engine);
    let told = Told(tell);
    site.stop(&services, &told).await?;
    let request = UpRequest {
        services,
        timeout: READY_WITHIN,
        detach: false,
    };
    let report = site.up(&request, &Ascent::default(), &told).await?;
    if report.is_up() {
        return Ok(Outcome::done(format!("service `{service}` is ready again")));
    }
    let failure = Failure::surroundings(format!("service `{service}` is not ready"));
    Err(failure.hint("`l` shows what it wrote, `orion logs` all of it"))
}

async fn decide(
    kind: RequestKind,
    number: IssueNumber,
    word: Decision,
    reason: Option<&str>,
    context: &Context,
) -> Result<Outcome, Failure> {
    let site = RequestContext::open(context)?;
    let forge = site.forge().await?;
    let entry = decision(kind, number, word, reason, &forge, site.rules(), site.now()).await?;
    site.store.put(&entry)?;
    let sent = send(&site, &forge, context).await?;
    let (fate, because, _) = fate_of(&entry.key, &sent);
    let what = format!("{} {number}", word.word());
    match (fate, because) {
        (Fate::Refused, because) => Err(Failure::surroundings(format!(
            "`{what}` is not taken: {}",
            because.unwrap_or_default()
        ))
        .hint("`orion outbox` shows what waits")),
        (Fate::Queued, because) => Ok(Outcome::done(format!(
            "`{what}` is queued: {}",
            because.unwrap_or_default()
        ))),
        _ => Ok(Outcome::done(format!("{what}: sent"))),
    }
}

/// Hands on how a gate goes.
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

fn run_gate(gate: GateName, context: &Context, tell: &dyn Fn(String)) -> Result<Outcome, Failure> {
    let site = GateContext::open(context)?;
    let call = GateCall {
        gate,
        range: None,
        all: false,
        steps: &[],
        fix: false,
        jobs: None,
        fail_fast: false,
    };
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
