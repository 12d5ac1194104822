//! PLN005: nobody says how long it takes.

use super::about;
use crate::codes::{Code, Rule};
use crate::diagnostic::Severity;
use crate::plan::PlanFinding;
use crate::plan::network::Network;

/// PLN005
pub(crate) const RULE: Rule = Rule {
    code: Code("PLN005"),
    name: "no estimate",
    what: "A workstream or a phase has neither an `estimate` nor a window in `days`, and is not continuous.",
    why: "How long it takes is unknown. The plan counts it as nothing, so everything may be later than it says.",
    example: "`[workstreams.auth]` with `owns` and `needs` alone.",
    fix: "Write how long it takes, `estimate = \"5-7d\"`; a milestone takes nothing, `estimate = \"0d\"`; what \
          accompanies the others and has no end is `continuous = true`.",
};

/// The finding about an activity of unknown length.
pub(in crate::plan) fn finding(network: &Network<'_>, activity: usize) -> Option<PlanFinding> {
    if network.activities[activity].is_estimated() {
        return None;
    }
    let message = format!(
        "{} has no estimate, and counts as nothing",
        network.name(activity)
    );
    let mut finding = about(&RULE, Severity::Warning, network, activity, message);
    finding.help.push(
        "write `estimate = \"…d\"`; `\"0d\"` for a milestone, `continuous = true` for what has no end"
            .to_owned(),
    );
    Some(finding)
}
