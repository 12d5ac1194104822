//! What holds of every plan, and brute force.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::planned;
use crate::plan::PlanReport;

/// A link: how many activities before, its kind, and its lag in quarters of a day.
type Link = (usize, usize, i32);

/// Durations in quarters of a day, and links of each activity.
fn networks() -> impl Strategy<Value = Vec<(u32, Vec<Link>)>> {
    let link = (1_usize..5, 0_usize..3, -6_i32..8);
    let activity = (0_u32..20, prop::collection::vec(link, 0..4));
    prop::collection::vec(activity, 1..9)
}

/// The links as they are written: earlier activities only, each of a kind once.
fn links(network: &[(u32, Vec<Link>)]) -> Vec<(usize, usize, usize, f64)> {
    let mut links: Vec<(usize, usize, usize, f64)> = Vec::new();
    for (to, (_, of)) in network.iter().enumerate() {
        for (back, kind, lag) in of {
            let Some(from) = to.checked_sub(*back) else {
                continue;
            };
            let known = links
                .iter()
                .any(|it| (it.0, it.1, it.2) == (from, to, *kind));
            if !known {
                links.push((from, to, *kind, f64::from(*lag) / 4.0));
            }
        }
    }
    links
}

fn plan_of(network: &[(u32, Vec<Link>)]) -> PlanReport {
    let links = links(network);
    let mut text = String::new();
    for (to, (duration, _)) in network.iter().enumerate() {
        let needs: Vec<String> = links
            .iter()
            .filter(|link| link.1 == to)
            .map(|(from, _, kind, lag)| {
                let kind = ["fs", "ss", "ff"][*kind];
                format!("{{ on = \"w{from}\", link = \"{kind}\", lag = \"{lag}d\" }}")
            })
            .collect();
        let days = f64::from(*duration) / 4.0;
        let _ = writeln!(
            text,
            "[workstreams.w{to}]\nestimate = \"{days}d\"\nneeds = [{}]",
            needs.join(", ")
        );
    }
    planned("", &text)
}

/// The earliest beginning by trying every way there: the longest of all chains of links.
fn brute_start(at: usize, durations: &[f64], links: &[(usize, usize, usize, f64)]) -> f64 {
    let mut start: f64 = 0.0;
    for (from, _, kind, lag) in links.iter().filter(|link| link.1 == at) {
        let before = brute_start(*from, durations, links);
        start = start.max(match kind {
            0 => before + durations[*from] + lag,
            1 => before + lag,
            _ => before + durations[*from] + lag - durations[at],
        });
    }
    start
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_plan_is_the_longest_way(network in networks()) {
        let report = plan_of(&network);
        let links = links(&network);
        let durations: Vec<f64> = network.iter().map(|(days, _)| f64::from(*days) / 4.0).collect();
        let starts: Vec<f64> = (0..network.len()).map(|at| brute_start(at, &durations, &links)).collect();
        let end = starts.iter().zip(&durations).map(|(start, days)| start + days).fold(0.0, f64::max);
        prop_assert_eq!(report.duration_days.get(), end);
        for (one, start) in report.workstreams.iter().zip(&starts) {
            prop_assert_eq!(one.earliest_start.get(), *start);
        }
        // Slack is how much later one may begin without the end being later: put it off by that much, and by a bit more.
        for (at, one) in report.workstreams.iter().enumerate() {
            let total = one.total_slack.unwrap().get();
            prop_assert!(total >= 0.0);
            for (late, is_late) in [(total, false), (total + 0.125, true)] {
                let put_off = put_off_end(at, starts[at] + late, &durations, &links);
                prop_assert_eq!(put_off > end, is_late, "{} by {}", at, late);
            }
            let free = one.free_slack.unwrap().get();
            prop_assert!(free >= 0.0 && free <= total);
        }
    }

    #[test]
    fn critical_paths_lead_from_the_beginning_to_the_end(network in networks()) {
        let report = plan_of(&network);
        prop_assert!(!report.critical_paths.is_empty());
        prop_assert!(report.critical_path_count >= report.critical_paths.len() as u64);
        for path in &report.critical_paths {
            let first = report.of(path[0].as_str());
            let last = report.of(path[path.len() - 1].as_str());
            prop_assert_eq!(first.earliest_start.get(), 0.0);
            prop_assert_eq!(last.earliest_finish, report.duration_days);
            for pair in path.windows(2) {
                let to = report.of(pair[1].as_str());
                prop_assert!(to.critical);
                prop_assert!(to.links.iter().any(|link| link.on == pair[0] && link.critical));
            }
        }
        if report.critical_path_count <= 16 {
            for one in report.workstreams.iter().filter(|one| one.critical) {
                prop_assert!(report.critical_paths.iter().any(|path| path.contains(&one.id)), "{}", one.id);
            }
        }
        for path in &report.near_critical_paths {
            prop_assert!(path.slack_days.get() > 0.0 && path.slack_days.get() <= 1.0);
            prop_assert!(!path.workstreams.is_empty());
        }
    }

    #[test]
    fn another_link_shortens_nothing(mut network in networks(), link in (1_usize..5, 0_usize..3, -6_i32..8)) {
        let before = plan_of(&network);
        let last = network.len() - 1;
        network[last].1.push(link);
        prop_assert!(plan_of(&network).duration_days >= before.duration_days);
    }
}

/// The end when one begins at that moment and not before.
fn put_off_end(
    put_off: usize,
    until: f64,
    durations: &[f64],
    links: &[(usize, usize, usize, f64)],
) -> f64 {
    let mut starts: Vec<f64> = Vec::new();
    for at in 0..durations.len() {
        let mut start = if at == put_off { until } else { 0.0 };
        for (from, _, kind, lag) in links.iter().filter(|link| link.1 == at) {
            start = start.max(match kind {
                0 => starts[*from] + durations[*from] + lag,
                1 => starts[*from] + lag,
                _ => starts[*from] + durations[*from] + lag - durations[at],
            });
        }
        starts.push(start);
    }
    let ends = starts
        .iter()
        .zip(durations)
        .map(|(start, days)| start + days);
    ends.fold(0.0, f64::max)
}
