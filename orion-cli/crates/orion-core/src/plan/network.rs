//! The network: what is to be done, and what waits on what.

use std::collections::HashMap;
use std::ops::Range;

use super::{Days, estimate};
use crate::config::{DayWindow, Estimate, LinkKind, Phase, Workspace, Workstream};

/// A workstream without phases, or one phase of it.
#[derive(Debug)]
pub(super) struct Activity<'a> {
    /// The index of the workstream.
    pub(super) workstream: usize,
    /// The phase.
    pub(super) phase: Option<&'a Phase>,
    /// How long it takes: as its window says, or its estimate; nothing when there is neither.
    pub(super) duration: Days,
    /// When it is to be done.
    pub(super) window: Option<DayWindow>,
    /// How long somebody judged that it takes.
    pub(super) estimate: Option<Estimate>,
}

impl Activity<'_> {
    /// The variance of its duration in square days; a window has none.
    pub(super) fn variance(&self) -> f64 {
        match (&self.window, &self.estimate) {
            (None, Some(estimate)) => estimate::variance(estimate),
            _ => 0.0,
        }
    }

    /// Whether anything says how long it takes.
    pub(super) fn is_estimated(&self) -> bool {
        self.window.is_some() || self.estimate.is_some()
    }
}

/// One activity waits on another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    /// The activity that is waited on.
    pub(super) from: usize,
    /// The activity that waits.
    pub(super) to: usize,
    /// How.
    pub(super) kind: LinkKind,
    /// How much later.
    pub(super) lag: Days,
    /// The index of the need that says so; `None` between the phases of a workstream.
    pub(super) need: Option<usize>,
}

impl Link {
    /// Whether it leaves the end of what is waited on.
    pub(super) fn leaves_finish(&self) -> bool {
        self.kind != LinkKind::StartToStart
    }
}

/// Links by activity.
#[derive(Debug)]
struct ByActivity {
    starts: Vec<usize>,
    links: Vec<Link>,
}

impl ByActivity {
    /// Sorts them, and keeps the order of those of one activity.
    fn new(count: usize, links: &[Link], of: impl Fn(&Link) -> usize) -> Self {
        let mut starts = vec![0; count + 1];
        for link in links {
            starts[of(link) + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let mut links = links.to_vec();
        links.sort_by_key(of);
        Self { starts, links }
    }

    fn of(&self, activity: usize) -> &[Link] {
        &self.links[self.starts[activity]..self.starts[activity + 1]]
    }
}

/// All of it.
#[derive(Debug)]
pub(super) struct Network<'a> {
    /// The workstreams, in the file's order.
    pub(super) workstreams: &'a [Workstream],
    /// The activities, in the same order.
    pub(super) activities: Vec<Activity<'a>>,
    /// The activities of each workstream; none of a continuous one.
    pub(super) of_workstream: Vec<Range<usize>>,
    /// The activities, each after all that it waits on.
    pub(super) order: Vec<usize>,
    incoming: ByActivity,
    outgoing: ByActivity,
}

impl<'a> Network<'a> {
    /// The network of a workspace. A link that closes a circle counts for nothing: no file that was read has one.
    pub(super) fn of(workspace: &'a Workspace) -> Self {
        let workstreams = workspace.workstreams.as_slice();
        let mut activities = Vec::with_capacity(workstreams.len());
        let mut of_workstream = Vec::with_capacity(workstreams.len());
        for (index, workstream) in workstreams.iter().enumerate() {
            let first = activities.len();
            if !workstream.continuous {
                add_activities(index, workstream, &mut activities);
            }
            of_workstream.push(first..activities.len());
        }
        let mut links = links(workstreams, &of_workstream);
        let count = activities.len();
        let outgoing = ByActivity::new(count, &links, |link| link.from);
        let (order, place) = order(count, &links, &outgoing);
        links.retain(|link| place[link.from] < place[link.to]);
        Self {
            workstreams,
            activities,
            of_workstream,
            order,
            incoming: ByActivity::new(count, &links, |link| link.to),
            outgoing: ByActivity::new(count, &links, |link| link.from),
        }
    }

    /// What an activity waits on.
    pub(super) fn incoming(&self, activity: usize) -> &[Link] {
        self.incoming.of(activity)
    }

    /// What waits on an activity.
    pub(super) fn outgoing(&self, activity: usize) -> &[Link] {
        self.outgoing.of(activity)
    }

    /// The workstream of an activity.
    pub(super) fn workstream(&self, activity: usize) -> &'a Workstream {
        &self.workstreams[self.activities[activity].workstream]
    }

    /// How messages call an activity.
    pub(super) fn name(&self, activity: usize) -> String {
        let workstream = &self.workstream(activity).id;
        match self.activities[activity].phase {
            Some(phase) => format!("phase `{}` of `{workstream}`", phase.name),
            None => format!("`{workstream}`"),
        }
    }
}

fn add_activities<'a>(
    index: usize,
    workstream: &'a Workstream,
    activities: &mut Vec<Activity<'a>>,
) {
    let one = |phase, window: Option<DayWindow>, judged: Option<Estimate>| Activity {
        workstream: index,
        phase,
        duration: match (window, &judged) {
            (Some(window), _) => Days::whole(i64::from(window.last) - i64::from(window.first) + 1),
            (None, Some(judged)) => estimate::expected(judged),
            (None, None) => Days::ZERO,
        },
        window,
        estimate: judged,
    };
    if workstream.phases.is_empty() {
        activities.push(one(None, workstream.days, workstream.estimate));
    }
    for phase in &workstream.phases {
        activities.push(one(Some(phase), phase.days, phase.estimate));
    }
}

/// The links between the phases of a workstream, then its needs, in the file's order.
fn links(workstreams: &[Workstream], of_workstream: &[Range<usize>]) -> Vec<Link> {
    let index: HashMap<&str, usize, foldhash::fast::RandomState> = workstreams
        .iter()
        .enumerate()
        .map(|(index, workstream)| (workstream.id.as_str(), index))
        .collect();
    let mut links = Vec::new();
    for (workstream, own) in workstreams.iter().zip(of_workstream) {
        let Some(last) = own.clone().last() else {
            continue;
        };
        for from in own.start..last {
            links.push(Link {
                from,
                to: from + 1,
                kind: LinkKind::FinishToStart,
                lag: Days::ZERO,
                need: None,
            });
        }
        for (need, asked) in workstream.needs.iter().enumerate() {
            let Some(&on) = index.get(asked.on.as_str()) else {
                continue;
            };
            let theirs = of_workstream[on].clone();
            let phase = asked.phase.as_ref().and_then(|phase| {
                let phases = &workstreams[on].phases;
                let at = phases.iter().position(|other| other.name == *phase)?;
                Some(theirs.start + at)
            });
            let end = match asked.link {
                LinkKind::StartToStart => theirs.clone().next(),
                LinkKind::FinishToStart | LinkKind::FinishToFinish => theirs.clone().last(),
            };
            let Some(from) = phase.or(end) else { continue };
            let to = match asked.link {
                LinkKind::FinishToFinish => last,
                LinkKind::FinishToStart | LinkKind::StartToStart => own.start,
            };
            links.push(Link {
                from,
                to,
                kind: asked.link,
                lag: Days::of(asked.lag),
                need: Some(need),
            });
        }
    }
    links
}

/// The activities, each after all that it waits on, and the place of each: Kahn's algorithm.
fn order(count: usize, links: &[Link], outgoing: &ByActivity) -> (Vec<usize>, Vec<usize>) {
    let mut waits_on = vec![0_usize; count];
    for link in links {
        waits_on[link.to] += 1;
    }
    let mut order: Vec<usize> = (0..count).filter(|at| waits_on[*at] == 0).collect();
    let mut next = 0;
    while let Some(&activity) = order.get(next) {
        next += 1;
        for link in outgoing.of(activity) {
            waits_on[link.to] -= 1;
            if waits_on[link.to] == 0 {
                order.push(link.to);
            }
        }
    }
    order.extend((0..count).filter(|at| waits_on[*at] > 0));
    let mut place = vec![0; count];
    for (at, activity) in order.iter().enumerate() {
        place[*activity] = at;
    }
    (order, place)
}
