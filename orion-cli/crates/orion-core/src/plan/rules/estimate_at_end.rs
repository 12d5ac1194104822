//! PLN003: a window at the end of its estimate.

use super::{about, window_words};
use crate::codes::{Code, Rule};
use crate::config::{DayWindow, Estimate};
use crate::diagnostic::Severity;
use crate::plan::network::Network;
use crate::plan::{PlanFinding, estimate};

/// PLN003
pub(crate) const RULE: Rule = Rule {
    code: Code("PLN003"),
    name: "window at the end of its estimate",
    what: "A window in `days` is as long as the shortest, or the longest, that the estimate allows.",
    why: "The window is the duration in the plan. At the optimistic end everything has to go well, and what goes \
          wrong makes the plan late; at the pessimistic end the plan is longer than is likely.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]
    estimate = "5-7d"
    days = [3, 7]

Five days are the least that it was thought to take."#,
    fix: "Where the window is meant, leave it. Otherwise give it the days of the estimate's middle, or take the window \
          away: then the estimate decides.",
};

/// The finding about an activity whose window is as long as one end of its estimate.
pub(in crate::plan) fn finding(
    network: &Network<'_>,
    activity: usize,
    window: DayWindow,
    judged: &Estimate,
) -> Option<PlanFinding> {
    let (low, high) = estimate::ends(judged);
    let duration = network.activities[activity].duration;
    let end = match duration {
        _ if low == high => return None,
        _ if duration == low => "optimistic",
        _ if duration == high => "pessimistic",
        _ => return None,
    };
    let message = format!(
        "{} has {}: {duration}d, the {end} end of its estimate, {}",
        network.name(activity),
        window_words(window),
        estimate::written(judged)
    );
    let mut finding = about(&RULE, Severity::Warning, network, activity, message);
    finding.help.push(format!(
        "the plan counts {duration}d; by its estimate it would count {}d",
        estimate::expected(judged)
    ));
    Some(finding)
}
