//! `orion restart`, from the dashboard.

use std::time::Duration;

use orion_app::stack::{Ascent, Observer, Step, UpRequest};
use orion_core::ids::ServiceName;

use super::Told;
use crate::context::{Context, StackContext};
use crate::failure::Failure;
use crate::output::Theme;
use crate::output::stack::step_words;
use crate::tui::Outcome;

/// How long a service may take until it is ready, as `orion restart` has it.
const READY_WITHIN: Duration = Duration::from_mins(2);

impl Observer for Told<'_> {
    fn step(&self, service: &str, step: &Step) {
        (self.0)(format!("{service} {}", step_words(step, Theme::PLAIN)));
    }

    fn note(&self, text: &str) {
        (self.0)(text.to_owned());
    }
}

pub(super) async fn restart(
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
