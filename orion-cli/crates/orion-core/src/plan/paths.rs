//! The ways through the network on which there is no time to lose, and those on which there is little.

use std::collections::HashSet;

use super::Days;
use super::network::{Link, Network};
use super::schedule::Schedule;
use crate::ids::WorkstreamId;

/// As many paths of a kind are shown.
pub const SHOWN_PATHS: usize = 16;

/// The critical paths.
#[derive(Debug, Default)]
pub(super) struct CriticalPaths {
    /// The first ones, each as workstreams; at most [`SHOWN_PATHS`].
    pub(super) shown: Vec<Vec<WorkstreamId>>,
    /// How many there are.
    pub(super) count: u64,
    /// The largest variance of any of them, in square days.
    pub(super) variance: f64,
}

/// A path on which there is little time to lose.
#[derive(Debug)]
pub(super) struct NearPath {
    /// How much later than a critical path it may be.
    pub(super) slack: Days,
    /// Its workstreams.
    pub(super) workstreams: Vec<WorkstreamId>,
}

/// What the ways go over.
struct Ways<'n, 'a> {
    network: &'n Network<'a>,
    schedule: &'n Schedule,
}

impl<'n> Ways<'n, '_> {
    /// The links that drive one critical activity from another.
    fn on(&self, activity: usize) -> impl DoubleEndedIterator<Item = &'n Link> {
        let links = self.network.outgoing(activity).iter();
        links.filter(|link| self.is_driving(link) && self.schedule.is_critical(link.to))
    }

    fn is_driving(&self, link: &Link) -> bool {
        self.schedule.gap(self.network, link) == Days::ZERO
    }

    /// Whether a critical path begins there.
    fn begins(&self, activity: usize) -> bool {
        self.schedule.is_critical(activity)
            && !self
                .network
                .incoming(activity)
                .iter()
                .any(|link| self.is_driving(link) && self.schedule.is_critical(link.from))
    }

    /// Whether a critical path ends there: at the end of everything, unless that is the end of something after it.
    /// What only begins after its beginning does not take the place of its own end.
    fn ends(&self, activity: usize) -> bool {
        self.schedule.times[activity].earliest_finish == self.schedule.end
            && !self.on(activity).any(Link::leaves_finish)
    }

    /// The workstreams of a path, each once however many of its phases follow each other.
    fn workstreams(&self, path: &[usize]) -> Vec<WorkstreamId> {
        let mut indices: Vec<usize> = path
            .iter()
            .map(|activity| self.network.activities[*activity].workstream)
            .collect();
        indices.dedup();
        let ids = indices.into_iter();
        ids.map(|index| self.network.workstreams[index].id.clone())
            .collect()
    }
}

/// All critical paths: along the links that drive, through what has the least slack. They are counted before they are
/// listed, so that a million of them cost no more than a few.
pub(super) fn critical_paths(network: &Network<'_>, schedule: &Schedule) -> CriticalPaths {
    let ways = Ways { network, schedule };
    let mut counts = vec![0_u64; network.activities.len()];
    let mut variances = vec![0.0_f64; network.activities.len()];
    for &activity in network.order.iter().rev() {
        if !schedule.is_critical(activity) {
            continue;
        }
        counts[activity] = u64::from(ways.ends(activity));
        for link in ways.on(activity) {
            counts[activity] = counts[activity].saturating_add(counts[link.to]);
            variances[activity] = variances[activity].max(variances[link.to]);
        }
        variances[activity] += network.activities[activity].variance();
    }
    let mut paths = CriticalPaths::default();
    let begins = (0..network.activities.len()).filter(|activity| ways.begins(*activity));
    for activity in begins {
        paths.count = paths.count.saturating_add(counts[activity]);
        paths.variance = paths.variance.max(variances[activity]);
        list(&ways, activity, &mut paths.shown);
    }
    paths
}

/// Adds the paths from an activity on, until there are enough. Every step leads to an end.
fn list(ways: &Ways<'_, '_>, first: usize, shown: &mut Vec<Vec<WorkstreamId>>) {
    let mut path = Vec::new();
    // What is still to be visited, with how many stand before it on its path.
    let mut left = vec![(0, first)];
    // Paths that differ in phases only are one; however many of those there are, listing them comes to an end.
    let mut patience = SHOWN_PATHS * SHOWN_PATHS;
    while let Some((before, activity)) = left.pop() {
        if shown.len() >= SHOWN_PATHS || patience == 0 {
            return;
        }
        path.truncate(before);
        path.push(activity);
        if ways.ends(activity) {
            patience -= 1;
            let workstreams = ways.workstreams(&path);
            if !shown.contains(&workstreams) {
                shown.push(workstreams);
            }
        }
        left.extend(ways.on(activity).rev().map(|link| (path.len(), link.to)));
    }
}

/// Paths that may be late by no more than `at_most`: for every activity and link that is on such a path and on no
/// critical one, one that it is on. At most [`SHOWN_PATHS`], those with the least slack first.
pub(super) fn near_critical_paths(
    network: &Network<'_>,
    schedule: &Schedule,
    at_most: Days,
) -> Vec<NearPath> {
    let ways = Ways { network, schedule };
    let over = |slack: Days| slack - schedule.least_slack;
    // Slack, what leads there, and what leads on: the way before is driven, so all its slack lies from there on.
    let mut near: Vec<(Days, usize, Option<&Link>)> = Vec::new();
    for activity in 0..network.activities.len() {
        near.push((over(schedule.times[activity].total_slack()), activity, None));
        for link in network.outgoing(activity) {
            let slack = schedule.gap(network, link) + schedule.times[link.to].total_slack();
            near.push((over(slack), activity, Some(link)));
        }
    }
    near.retain(|(slack, ..)| *slack > Days::ZERO && *slack <= at_most);
    near.sort_by_key(|(slack, ..)| *slack);
    let mut covered = HashSet::new();
    let mut found: Vec<NearPath> = Vec::new();
    for (slack, activity, link) in near {
        if found.len() >= SHOWN_PATHS {
            break;
        }
        if covered.contains(&(activity, link.map(|link| link.to))) {
            continue;
        }
        let path = through(&ways, activity, link);
        for (at, on) in path.iter().enumerate() {
            covered.insert((*on, None));
            covered.insert((*on, path.get(at + 1).copied()));
        }
        let workstreams = ways.workstreams(&path);
        if !found.iter().any(|other| other.workstreams == workstreams) {
            found.push(NearPath { slack, workstreams });
        }
    }
    found
}

/// The path of the least slack through an activity, and on over a link.
fn through(ways: &Ways<'_, '_>, activity: usize, link: Option<&Link>) -> Vec<usize> {
    let Ways { network, schedule } = ways;
    let mut path = vec![activity];
    let mut at = activity;
    while let Some(link) = network
        .incoming(at)
        .iter()
        .find(|link| ways.is_driving(link))
    {
        at = link.from;
        path.push(at);
    }
    path.reverse();
    let slack = |at: usize| schedule.times[at].total_slack();
    let mut next = link.map(|link| link.to);
    at = activity;
    loop {
        let on = next.take().or_else(|| {
            let mut links = network.outgoing(at).iter();
            let link = links.find(|link| schedule.gap(network, link) + slack(link.to) == slack(at));
            link.map(|link| link.to)
        });
        let Some(on) = on else { return path };
        path.push(on);
        at = on;
    }
}
