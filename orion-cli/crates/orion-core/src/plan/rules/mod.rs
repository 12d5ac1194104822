//! What may be wrong with a plan, one rule in each file.

pub(crate) mod deadline_missed;
pub(crate) mod estimate_at_end;
pub(crate) mod estimate_outside;
pub(crate) mod leave_delays;
pub(crate) mod no_estimate;
pub(crate) mod window_early;
pub(crate) mod window_late;

use super::PlanFinding;
use super::network::Network;
use crate::codes::Rule;
use crate::config::{DayWindow, LinkKind};
use crate::diagnostic::Severity;

/// A finding about an activity.
fn about(
    rule: &Rule,
    severity: Severity,
    network: &Network<'_>,
    activity: usize,
    message: String,
) -> PlanFinding {
    let phase = network.activities[activity].phase;
    PlanFinding {
        code: rule.code,
        severity,
        workstream: Some(network.workstream(activity).id.clone()),
        phase: phase.map(|phase| phase.name.clone()),
        message,
        help: Vec::new(),
    }
}

/// Days of the plan, for people.
fn window_words(window: DayWindow) -> String {
    if window.first == window.last {
        format!("day {}", window.first)
    } else {
        format!("days {}-{}", window.first, window.last)
    }
}

/// The key and value that move a window so that it begins on that day.
fn moved(window: DayWindow, first: i64) -> String {
    let last = first + i64::from(window.last) - i64::from(window.first);
    format!("`days = [{first}, {last}]`")
}

/// A need as it is written in the file, with another lag.
fn need_with_lag(
    network: &Network<'_>,
    link: &super::network::Link,
    need: usize,
    lag: super::Days,
) -> String {
    let need = &network.workstream(link.to).needs[need];
    let phase = need
        .phase
        .as_ref()
        .map_or_else(String::new, |phase| format!(", phase = \"{phase}\""));
    let kind = match need.link {
        LinkKind::FinishToStart => "",
        LinkKind::StartToStart => ", link = \"ss\"",
        LinkKind::FinishToFinish => ", link = \"ff\"",
    };
    format!(
        "`{{ on = \"{}\"{phase}{kind}, lag = \"{lag}d\" }}`",
        need.on
    )
}
