//! PLN001: a window that its links cannot hold.

use super::{about, moved, need_with_lag, window_words};
use crate::codes::{Code, Rule};
use crate::config::DayWindow;
use crate::diagnostic::Severity;
use crate::plan::network::Network;
use crate::plan::schedule::Schedule;
use crate::plan::{Days, PlanFinding};

/// PLN001
pub(crate) const RULE: Rule = Rule {
    code: Code("PLN001"),
    name: "window that its links cannot hold",
    what: "A window in `days` begins before what the workstream waits on lets it begin.",
    why: "The window promises days that the plan cannot keep: whoever counts on them waits.",
    example: r#"`workstreams.toml` has:

    [workstreams.contracts]
    days = [1, 2]

    [workstreams.auth]
    days = [2, 6]
    needs = ["contracts"]

`auth` waits until the end of day 2 and can begin on day 3."#,
    fix: "Give the links that hold it a smaller lag, or let it start when the other starts (`link = \"ss\"`), or move \
          the window. The finding names the links and the days; to see all of the plan:\n\n    orion plan --gantt",
};

/// The finding about an activity that cannot begin when its window does.
pub(in crate::plan) fn finding(
    network: &Network<'_>,
    schedule: &Schedule,
    activity: usize,
    window: DayWindow,
) -> Option<PlanFinding> {
    let wanted = Days::whole(i64::from(window.first) - 1);
    let start = schedule.times[activity].earliest_start;
    if start <= wanted {
        return None;
    }
    let first = start.ceil() + 1;
    let message = format!(
        "{} has {}, and can begin {} at the earliest",
        network.name(activity),
        window_words(window),
        if start == Days::whole(start.floor()) {
            format!("on day {first}")
        } else {
            format!("{start} days after the start")
        },
    );
    let mut finding = about(&RULE, Severity::Error, network, activity, message);
    for link in network.incoming(activity) {
        let late = schedule.bound(network, link) - wanted;
        if late <= Days::ZERO {
            continue;
        }
        let on = network.name(link.from);
        finding.help.push(match link.need {
            Some(need) => format!(
                "what waits on {on} is {late}d too late: {} would hold the window",
                need_with_lag(network, link, need, link.lag - late)
            ),
            None => format!("{on} ends {late}d too late: shorten it, or move it forward"),
        });
    }
    finding
        .help
        .push(format!("or move the window: {}", moved(window, first)));
    Some(finding)
}
