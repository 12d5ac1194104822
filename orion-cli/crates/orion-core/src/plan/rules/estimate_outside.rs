//! PLN004: a window outside of its estimate.

use super::{about, window_words};
use crate::codes::{Code, Rule};
use crate::config::{DayWindow, Estimate};
use crate::diagnostic::Severity;
use crate::plan::network::Network;
use crate::plan::{PlanFinding, estimate};

/// PLN004
pub(crate) const RULE: Rule = Rule {
    code: Code("PLN004"),
    name: "window outside of its estimate",
    what: "A window in `days` is shorter or longer than the estimate allows.",
    why: "The window is the duration in the plan, and nobody judged that this is how long it takes.",
    example: r#"`workstreams.toml` has:

    [workstreams.database]
    estimate = "4-6d"
    days = [2, 4]

Three days are less than the four that it takes when all goes well."#,
    fix: "Correct the window or the estimate. Where only a part is to be done in the window, make it a phase with its \
          own estimate:\n\n    phases = [{ name = \"schemas\", estimate = \"3d\", days = [2, 4] }, \
          { name = \"support\", estimate = \"1-3d\" }]",
};

/// The finding about an activity whose window does not fit its estimate.
pub(in crate::plan) fn finding(
    network: &Network<'_>,
    activity: usize,
    window: DayWindow,
    judged: &Estimate,
) -> Option<PlanFinding> {
    let (low, high) = estimate::ends(judged);
    let duration = network.activities[activity].duration;
    let (word, end) = match duration {
        _ if duration < low => ("shorter", low),
        _ if duration > high => ("longer", high),
        _ => return None,
    };
    let message = format!(
        "{} has {}: {duration}d, {word} than its estimate, {}",
        network.name(activity),
        window_words(window),
        estimate::written(judged)
    );
    let mut finding = about(&RULE, Severity::Warning, network, activity, message);
    let last = i64::from(window.first) + end.ceil().max(1) - 1;
    finding.help.push(format!(
        "write `days = [{}, {last}]`, or another estimate, or split off a phase",
        window.first
    ));
    Some(finding)
}
