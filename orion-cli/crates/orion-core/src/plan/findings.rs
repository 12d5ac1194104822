//! What does not fit, activity by activity.

use super::PlanFinding;
use super::network::Network;
use super::rules::{estimate_at_end, estimate_outside, no_estimate, window_early, window_late};
use super::schedule::Schedule;

/// The findings about activities, in the file's order.
pub(super) fn of_activities(network: &Network<'_>, schedule: &Schedule) -> Vec<PlanFinding> {
    let mut findings = Vec::new();
    for (activity, of) in network.activities.iter().enumerate() {
        findings.extend(no_estimate::finding(network, activity));
        let Some(window) = of.window else { continue };
        findings.extend(window_late::finding(network, schedule, activity, window));
        findings.extend(window_early::finding(network, schedule, activity, window));
        if let Some(judged) = &of.estimate {
            findings.extend(estimate_at_end::finding(network, activity, window, judged));
            findings.extend(estimate_outside::finding(network, activity, window, judged));
        }
    }
    findings
}
