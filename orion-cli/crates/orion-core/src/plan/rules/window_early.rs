//! PLN002: a window that nothing holds in its place.

use super::{about, moved, need_with_lag, window_words};
use crate::codes::{Code, Rule};
use crate::config::DayWindow;
use crate::diagnostic::Severity;
use crate::plan::network::Network;
use crate::plan::schedule::Schedule;
use crate::plan::{Days, PlanFinding};

/// PLN002
pub(crate) const RULE: Rule = Rule {
    code: Code("PLN002"),
    name: "window later than its links",
    what: "A window in `days` begins later than the workstream can: its links let it begin before.",
    why: "The plan counts by links, so it begins at once. Either the window leaves days unused, or a link is missing \
          that somebody has in mind.",
    example: r"`workstreams.toml` has:

    [workstreams.auth]
    days = [3, 7]
    needs = []

Nothing keeps `auth` from beginning on day 1.",
    fix: "Add the need that it waits for, or a lag to one that it has, or move the window. The finding says which.",
};

/// The finding about an activity that begins before its window.
pub(in crate::plan) fn finding(
    network: &Network<'_>,
    schedule: &Schedule,
    activity: usize,
    window: DayWindow,
) -> Option<PlanFinding> {
    let wanted = Days::whole(i64::from(window.first) - 1);
    let start = schedule.times[activity].earliest_start;
    if start >= wanted {
        return None;
    }
    let first = start.floor() + 1;
    let message = format!(
        "{} has {}, and nothing keeps it from beginning on day {first}",
        network.name(activity),
        window_words(window),
    );
    let mut finding = about(&RULE, Severity::Warning, network, activity, message);
    let mut incoming = network.incoming(activity).iter();
    let driving = incoming.find_map(|link| {
        let need = link.need?;
        let bound = schedule.bound(network, link);
        (bound == start).then(|| need_with_lag(network, link, need, link.lag + wanted - bound))
    });
    finding.help.push(match driving {
        Some(need) => format!("let it wait longer: {need}"),
        None => "name what it waits for in `needs`".to_owned(),
    });
    finding
        .help
        .push(format!("or move the window: {}", moved(window, first)));
    Some(finding)
}
