//! A step of a service in a few words.

use orion_app::stack::Step;
use orion_core::ids::ServiceName;
use orion_core::stack::Reason;

use crate::output::{Theme, visible};

/// The step for people, in one line.
pub(crate) fn words(step: &Step, theme: Theme) -> String {
    match step {
        Step::Pulling { done, total } => match percent(*done, *total) {
            Some(percent) => format!("pulling its image: {percent} %"),
            None => "pulling its image".to_owned(),
        },
        Step::Building { line } if line.is_empty() => "building".to_owned(),
        Step::Building { line } => format!("building: {}", visible(line.trim())),
        Step::Creating => "creating".to_owned(),
        Step::Replacing { reason } => match reason {
            Reason::Configuration => "replacing: its configuration changed".to_owned(),
            Reason::Image => "replacing: its image changed".to_owned(),
            Reason::State => "replacing: it was left half-made or paused".to_owned(),
        },
        Step::Waiting { on } => {
            let names: Vec<_> = on.iter().map(ServiceName::as_str).collect();
            format!("waiting for {}", names.join(", "))
        }
        Step::Starting => "starting".to_owned(),
        Step::Probing { answer } if answer.is_empty() => "started".to_owned(),
        Step::Probing { answer } => format!("not ready: {}", visible(answer)),
        Step::Ready { kept: true, .. } => theme.ok("ready, as it was").to_string(),
        Step::Ready { after, .. } => {
            let seconds = after.as_secs_f64();
            format!("{} after {seconds:.1} s", theme.ok("ready"))
        }
        Step::Started => theme.ok("started").to_string(),
        Step::Failed { what } => format!("{} {}", theme.fail("failed:"), visible(what)),
        Step::Skipped { because } => {
            format!("{} it needs {because}", theme.warn("not started:"))
        }
        Step::Stopping => "stopping".to_owned(),
        Step::Removed => "removed".to_owned(),
    }
}

fn percent(done: u64, total: u64) -> Option<u64> {
    (done * 100).checked_div(total)
}

/// Whether a step is worth a line of its own where lines stay: not how far something is.
pub(super) fn is_told(step: &Step) -> bool {
    match step {
        Step::Pulling { done, .. } => *done == 0,
        Step::Building { line } => line.is_empty(),
        Step::Probing { .. } => false,
        _ => true,
    }
}
