//! From what was seen to the report.

use std::collections::BTreeMap;

use jiff::Timestamp;
use orion_core::config::{LinkKind, Need, Workstream};
use orion_core::evidence::{Outcome, OutcomeWord};
use orion_core::ids::{IssueNumber, WorkstreamId};
use orion_core::progress::Progress;
use orion_core::status::{
    Cause, CauseKind, Decision, DeliverableFacts, Obstacle, OpenNeed, PlanFacts, StatusWord,
    WorkstreamFacts, days_at_stake, decide, root_causes,
};

use super::flight::{Flight, standing};
use super::github::PullSeen;
use super::looked::{AllLooked, Looked, in_flight};
use super::memory::StatusMemory;
use super::ports::{Advance, BaseCommit, Planning};
use super::report::{
    BaseReport, CauseReport, GithubReport, NamedWorkstream, ProgressReport, PullRequestStanding,
    StateChange, StatusReport, SummaryReport, WaitingReport, WorkstreamReport,
};
use crate::request::RequestRules;

/// Everything that was seen.
pub(super) struct Assembly<'a> {
    pub(super) base: &'a BaseCommit,
    pub(super) rules: RequestRules<'a>,
    pub(super) pulls: &'a [PullSeen],
    pub(super) flights: &'a [Flight],
    pub(super) memory: &'a StatusMemory,
    pub(super) github_error: Option<String>,
    pub(super) before: &'a [StateChange],
    pub(super) now: Timestamp,
}

impl Assembly<'_> {
    /// The report, and what has changed since the last.
    pub(super) fn report(
        &self,
        looked: &AllLooked<'_>,
        planning: &impl Planning,
    ) -> (StatusReport, Vec<StateChange>) {
        let workstreams = &self.rules.workspace.workstreams;
        let plans = planning.facts(&self.advances(looked));
        let facts: Vec<_> = workstreams
            .iter()
            .map(|workstream| self.facts(workstream, looked, &plans))
            .collect();
        let mut rows = Vec::new();
        let mut changes = Vec::new();
        for (index, workstream) in workstreams.iter().enumerate() {
            let decision = decide(&facts, index);
            let last = self.last_change(&workstream.id);
            let same = last.filter(|last| last.to == decision.status);
            let since = same.map_or(self.now, |last| last.at);
            if same.is_none() {
                changes.push(StateChange {
                    at: self.now,
                    workstream: workstream.id.to_string(),
                    from: last.map(|last| last.to),
                    to: decision.status,
                    cause: decision.because.clone(),
                    commit: self.base.commit.clone(),
                });
            }
            rows.push(self.row(workstream, &facts, index, decision, since, looked));
        }
        let is_blocked: Vec<_> = rows
            .iter()
            .map(|row| row.status == StatusWord::Blocked)
            .collect();
        let mut causes: Vec<_> = root_causes(&facts, |index| is_blocked[index])
            .into_iter()
            .map(|root| cause_report(root.obstacle, root.stops, root.days_at_stake, Vec::new()))
            .collect();
        causes.extend(self.aimless(&causes));
        rows.sort_by_key(|row| (row.number.is_none(), row.number));
        let project = &self.rules.workspace.project;
        let report = StatusReport {
            schema: 1,
            project: project.name.clone(),
            now: self.now,
            base: BaseReport {
                branch: project.base.clone(),
                reference: self.base.reference.clone(),
                commit: self.base.commit.clone(),
                committed_at: self.base.at,
            },
            github: GithubReport {
                as_of: self.memory.github.as_ref().map(|seen| seen.at),
                because: self.github_error.clone(),
            },
            summary: summary(&rows),
            workstreams: rows,
            causes,
        };
        (report, changes)
    }

    /// How far the workstreams are that have begun. What cannot be told now counts as it was known last: a forecast that
    /// took what is done for undone would be further from the truth.
    pub(super) fn advances(&self, looked: &AllLooked<'_>) -> BTreeMap<WorkstreamId, Advance> {
        let mut advances = BTreeMap::new();
        for (id, looked) in looked {
            let outcomes = || {
                looked
                    .iter()
                    .map(|it| (it.deliverable.weight, it.last_known()))
            };
            let progress = Progress::of(outcomes());
            let own = self.flights.iter().filter(|flight| flight.is_of(id));
            let commits = own.flat_map(|flight| flight.held.commits.iter().map(|it| it.at));
            let in_flight = commits.min();
            let touched = self.memory.landed.touched.get(id.as_str());
            let proved = (progress.proved > 0.0).then_some(self.base.at);
            let first = touched.map(|(first, _)| *first);
            // A commit to its files alone does not begin it: somebody may have laid them out.
            let began = [in_flight, proved.and(first.or(proved))];
            let Some(started) = began.into_iter().flatten().min() else {
                continue;
            };
            let is_done =
                !looked.is_empty() && outcomes().all(|(_, outcome)| outcome == Outcome::Proved);
            let last = self.last_change(id);
            let noted = last
                .filter(|last| last.to == StatusWord::Done)
                .map(|it| it.at);
            let finished = noted
                .or(touched.map(|(_, last)| *last))
                .unwrap_or(self.base.at);
            let done = if progress.total > 0.0 {
                progress.proved / progress.total
            } else {
                0.0
            };
            let advance = Advance {
                started,
                finished: is_done.then_some(finished.max(started)),
                left: 1.0 - done,
            };
            advances.insert(id.clone(), advance);
        }
        advances
    }

    fn facts(
        &self,
        workstream: &Workstream,
        looked: &AllLooked<'_>,
        plans: &BTreeMap<WorkstreamId, PlanFacts>,
    ) -> WorkstreamFacts {
        let id = &workstream.id;
        let own = looked.get(id).map_or(&[][..], Vec::as_slice);
        let in_work = self.flights.iter().any(|flight| flight.is_of(id));
        let deliverables = own.iter().map(|it| DeliverableFacts {
            outcome: it.outcome,
            in_review: it.outcome != Outcome::Proved && self.is_in_review(id, it),
        });
        let needs = workstream.needs.iter();
        let open = needs.filter(|need| !self.holds(need, looked));
        let mut open_needs: Vec<OpenNeed> = Vec::new();
        for need in open {
            if !open_needs.iter().any(|known| known.on == need.on) {
                let plan = plans.get(&need.on);
                let on = looked.get(&need.on).map_or(&[][..], Vec::as_slice);
                let progress = progress(on);
                // Of what may be done for all that is known, nobody can say that it is late.
                let is_open =
                    progress.total == 0.0 || progress.proved + progress.unknown < progress.total;
                open_needs.push(OpenNeed {
                    on: need.on.clone(),
                    is_late: is_open && plan.is_some_and(|plan| plan.days_late > 0.0),
                });
            }
        }
        WorkstreamFacts {
            id: id.clone(),
            deliverables: deliverables.collect(),
            in_work,
            open_needs,
            obstacles: self.obstacles(id),
            plan: plans.get(id).cloned(),
        }
    }

    /// Whether it is in a pull request, or in a request, that a reviewer has the ball of.
    fn is_in_review(&self, id: &WorkstreamId, looked: &Looked<'_>) -> bool {
        let in_pull = self.flights.iter().enumerate().any(|(index, flight)| {
            let pull = flight.pull(self.pulls);
            pull.is_some_and(|pull| standing(pull) == PullRequestStanding::InReview)
                && looked.may_be_in(index, flight.is_of(id))
        });
        let seen = self.memory.github.iter();
        let mut requests = seen.flat_map(|seen| &seen.requests);
        in_pull
            || requests.any(|request| {
                request.in_review
                    && request.stops.iter().any(|stops| stops == id.as_str())
                    && looked.is_subject(&request.subject)
            })
    }

    /// Whether what a workstream needs is there, as far as evidence shows.
    fn holds(&self, need: &Need, looked: &AllLooked<'_>) -> bool {
        let on = looked.get(&need.on).map_or(&[][..], Vec::as_slice);
        let progress = progress(on);
        match need.link {
            // It keeps nobody from beginning.
            LinkKind::FinishToFinish => true,
            LinkKind::StartToStart => {
                progress.proved > 0.0 || self.flights.iter().any(|it| it.is_of(&need.on))
            }
            LinkKind::FinishToStart => match &need.phase {
                None => is_done(on),
                // Of phases, what is there is there of the first ones, as the plan counts.
                Some(phase) => {
                    let phases = self.rules.workspace.workstream(&need.on);
                    let phases = phases.map_or(&[][..], |it| it.phases.as_slice());
                    let place = phases.iter().position(|it| it.name == *phase);
                    place.is_some_and(|place| {
                        #[expect(
                            clippy::cast_precision_loss,
                            reason = "a workstream has few phases"
                        )]
                        let share = (place + 1) as f64 / phases.len() as f64;
                        progress.total > 0.0 && progress.proved / progress.total >= share
                    })
                }
            },
        }
    }

    /// What stops a workstream that is no other workstream.
    fn obstacles(&self, id: &WorkstreamId) -> Vec<Obstacle> {
        let is_it = |stops: &[String]| stops.iter().any(|stops| stops == id.as_str());
        let mut obstacles = Vec::new();
        if let Some(seen) = &self.memory.github {
            let blockers = seen.blockers.iter().filter(|it| is_it(&it.stops));
            obstacles.extend(blockers.map(|blocker| Obstacle {
                kind: CauseKind::BlockerIssue,
                title: blocker.title.clone(),
                number: Some(blocker.number),
                url: Some(blocker.url.clone()),
                whose: self.ids(&blocker.whose),
                since: Some(blocker.since),
            }));
            for request in seen.requests.iter().filter(|it| is_it(&it.stops)) {
                if let Some(due) = request.due.filter(|due| *due < self.now) {
                    obstacles.push(Obstacle {
                        kind: CauseKind::OverdueRequest,
                        title: request.title.clone(),
                        number: Some(request.number),
                        url: Some(request.url.clone()),
                        whose: self.ids(&request.whose),
                        since: Some(due),
                    });
                }
            }
        }
        let own = self.flights.iter().filter(|flight| flight.is_of(id));
        let conflicting = own.filter(|flight| !flight.held.conflicts.is_empty());
        obstacles.extend(conflicting.map(|flight| Obstacle {
            kind: CauseKind::Conflict,
            title: flight.branch.name.clone(),
            number: None,
            url: None,
            whose: flight.whose().to_vec(),
            since: self.memory.conflicts.get(&flight.branch.name).copied(),
        }));
        obstacles
    }

    /// Blockers that name no workstream stop nobody in particular, and are told all the same.
    fn aimless(&self, known: &[CauseReport]) -> Vec<CauseReport> {
        let seen = self.memory.github.iter().flat_map(|seen| &seen.blockers);
        let aimless = seen.filter(|blocker| {
            blocker.stops.is_empty() && !known.iter().any(|it| it.number == Some(blocker.number))
        });
        let reports = aimless.map(|blocker| {
            let obstacle = Obstacle {
                kind: CauseKind::BlockerIssue,
                title: blocker.title.clone(),
                number: Some(blocker.number),
                url: Some(blocker.url.clone()),
                whose: Vec::new(),
                since: Some(blocker.since),
            };
            cause_report(obstacle, Vec::new(), None, Vec::new())
        });
        reports.collect()
    }

    fn ids(&self, texts: &[String]) -> Vec<WorkstreamId> {
        let workstreams = self.rules.workspace.workstreams.iter();
        let ids = workstreams.map(|workstream| &workstream.id);
        ids.filter(|id| texts.iter().any(|text| text == id.as_str()))
            .cloned()
            .collect()
    }

    fn last_change(&self, id: &WorkstreamId) -> Option<&StateChange> {
        let mut before = self.before.iter().rev();
        before.find(|change| change.workstream == id.as_str())
    }

    fn row(
        &self,
        workstream: &Workstream,
        facts: &[WorkstreamFacts],
        index: usize,
        decision: Decision,
        since: Timestamp,
        looked: &AllLooked<'_>,
    ) -> WorkstreamReport {
        let id = &workstream.id;
        let own = looked.get(id).map_or(&[][..], Vec::as_slice);
        let plan = facts[index].plan.as_ref();
        let waiting = (decision.status == StatusWord::Waiting).then(|| WaitingReport {
            is_ready: decision.waits_on.is_empty(),
            on: decision.waits_on.iter().map(|id| self.named(id)).collect(),
            until: plan.and_then(|plan| plan.forecast_start),
        });
        let blockers = if decision.status == StatusWord::Blocked {
            let cause = |Cause { obstacle, through }: Cause| {
                let stops = vec![id.clone()];
                let days = days_at_stake(facts, &obstacle, &stops);
                cause_report(obstacle, stops, days, through)
            };
            decision.causes.into_iter().map(cause).collect()
        } else {
            Vec::new()
        };
        let progress = progress(own);
        let flights = self.flights.iter().filter(|flight| flight.is_of(id));
        WorkstreamReport {
            id: id.clone(),
            number: workstream.number,
            title: workstream.title.clone(),
            is_continuous: workstream.continuous,
            status: decision.status,
            because: decision.because,
            since: Some(since),
            waiting,
            progress: ProgressReport {
                proved: progress.proved,
                unknown: progress.unknown,
                total: progress.total,
                at_least_percent: progress.at_least(),
                at_most_percent: progress.at_most(),
                in_flight: in_flight(own),
            },
            deliverables: own.iter().map(Looked::report).collect(),
            in_flight: flights
                .map(|flight| flight.report(id, self.rules, self.pulls))
                .collect(),
            blockers,
            days_late: plan.map(|plan| plan.days_late),
        }
    }

    fn named(&self, id: &WorkstreamId) -> NamedWorkstream {
        let workstream = self.rules.workspace.workstream(id);
        NamedWorkstream {
            id: id.clone(),
            title: workstream.map_or_else(|| id.to_string(), |it| it.title.clone()),
        }
    }
}

fn progress(looked: &[Looked<'_>]) -> Progress {
    Progress::of((looked.iter()).map(|it| (it.deliverable.weight, it.outcome)))
}

fn is_done(looked: &[Looked<'_>]) -> bool {
    !looked.is_empty() && looked.iter().all(|it| it.outcome == Outcome::Proved)
}

fn cause_report(
    obstacle: Obstacle,
    stops: Vec<WorkstreamId>,
    days_at_stake: Option<f64>,
    through: Vec<WorkstreamId>,
) -> CauseReport {
    let number = obstacle.number.map(IssueNumber::get);
    let next = match (obstacle.kind, number) {
        (CauseKind::BlockerIssue, Some(number)) => format!("`gh issue view {number}`"),
        (CauseKind::OverdueRequest, Some(number)) => {
            format!("`orion contract show {number}`, and decide")
        }
        (CauseKind::Conflict, _) => "merge the base branch into it, and resolve".to_owned(),
        _ => format!("`orion status --explain {}`", obstacle.title),
    };
    CauseReport {
        kind: obstacle.kind,
        title: obstacle.title,
        number: obstacle.number,
        url: obstacle.url,
        whose: obstacle.whose,
        since: obstacle.since,
        days_at_stake,
        stops,
        through,
        next,
    }
}

fn summary(rows: &[WorkstreamReport]) -> SummaryReport {
    let of = |status| rows.iter().filter(|row| row.status == status).count();
    let deliverables = || rows.iter().flat_map(|row| &row.deliverables);
    let is_late = |row: &&WorkstreamReport| {
        row.status != StatusWord::Done && row.days_late.is_some_and(|days| days > 0.0)
    };
    SummaryReport {
        done: of(StatusWord::Done),
        blocked: of(StatusWord::Blocked),
        review: of(StatusWord::Review),
        wip: of(StatusWord::Wip),
        waiting: of(StatusWord::Waiting),
        late: rows.iter().filter(is_late).count(),
        regressed: deliverables()
            .filter(|it| it.regressed_since.is_some())
            .count(),
        unknown: deliverables()
            .filter(|it| it.outcome == OutcomeWord::Unknown)
            .count(),
    }
}
