//! From the file to the report.

use jiff::civil::Date;

use super::actuals::{Actual, Actuals};
use super::calendar::ProjectDays;
use super::dated::{Position, StatusDate, positions};
use super::network::Network;
use super::paths::{critical_paths, near_critical_paths};
use super::report::{
    Deadline, Forecast, Knowledge, LinkWord, NearCriticalPath, PhasePlan, PlanLink, PlanReport,
    Progress, Status, WorkstreamPlan,
};
use super::rules::{deadline_missed, leave_delays};
use super::schedule::{Schedule, Times};
use super::{Days, findings};
use crate::config::{LinkKind, Workspace};

/// The plan as dates.
struct Dated {
    days: ProjectDays,
    /// As planned, by activity.
    planned: Vec<Position>,
    /// As it looks at the status date.
    forecast: Vec<Position>,
    /// From the first beginning to the last end, as planned.
    whole: Position,
    /// The same, as it looks at the status date.
    forecast_whole: Position,
}

/// The plan of a workspace, and how it looks on the day `today` with what is known of the work. Without `project.start`
/// the plan is in days only, and `today` says nothing.
///
/// It takes time proportional to the number of links.
#[must_use]
pub fn plan(workspace: &Workspace, actuals: &Actuals, today: Date) -> PlanReport {
    let project = &workspace.project;
    let network = Network::of(workspace);
    let days = ProjectDays::of(project);
    let deadline = days.as_ref().and_then(|days| {
        let date = project.deadline?;
        Some((date, days.up_to(date)))
    });
    let schedule = Schedule::of(&network, deadline.map(|(_, days)| days));
    let dated = days.map(|days| {
        let planned = positions(&network, &days, None);
        let status = StatusDate { actuals, today };
        let forecast = positions(&network, &days, Some(status));
        Dated {
            whole: Position::around(&planned),
            forecast_whole: Position::around(&forecast),
            days,
            planned,
            forecast,
        }
    });
    let critical = critical_paths(&network, &schedule);
    let mut findings = findings::of_activities(&network, &schedule);
    if let Some((date, days)) = deadline {
        let end = dated
            .as_ref()
            .map_or(schedule.end, |dated| dated.whole.finish);
        findings.extend(deadline_missed::finding(date, days, end.max(schedule.end)));
    }
    if let Some(dated) = &dated {
        let last = dated.days.ends(dated.whole.finish);
        findings.extend(leave_delays::finding(
            schedule.end,
            dated.whole.finish,
            last,
        ));
    }
    PlanReport {
        schema: 1,
        project: project.name.clone(),
        duration_days: schedule.end,
        deviation_days: (critical.variance > 0.0).then(|| critical.variance.sqrt()),
        critical_paths: critical.shown,
        critical_path_count: critical.count,
        near_critical_paths: near_critical_paths(&network, &schedule, Days::ONE)
            .into_iter()
            .map(|path| NearCriticalPath {
                slack_days: path.slack,
                workstreams: path.workstreams,
            })
            .collect(),
        start_date: dated
            .as_ref()
            .and_then(|dated| dated.days.begins(Days::ZERO)),
        finish_date: dated
            .as_ref()
            .and_then(|dated| dated.days.ends(dated.whole.finish)),
        deadline: deadline.map(|(date, days)| Deadline {
            date,
            days,
            kept: dated
                .as_ref()
                .is_none_or(|dated| dated.whole.finish <= days),
        }),
        status: dated.as_ref().map(|dated| Status {
            date: today,
            days: dated.days.before(today),
            actuals: match actuals {
                Actuals::Unknown => Knowledge::Unknown,
                Actuals::Known(_) => Knowledge::Known,
            },
            finish_date: dated.days.ends(dated.forecast_whole.finish),
            variance_days: dated.forecast_whole.finish - dated.whole.finish,
        }),
        workstreams: (0..network.workstreams.len())
            .map(|index| one(index, &network, &schedule, dated.as_ref(), actuals))
            .collect(),
        findings,
    }
}

fn one(
    index: usize,
    network: &Network<'_>,
    schedule: &Schedule,
    dated: Option<&Dated>,
    actuals: &Actuals,
) -> WorkstreamPlan {
    let workstream = &network.workstreams[index];
    let own = network.of_workstream[index].clone();
    let times = schedule.times.get(own.clone()).unwrap_or_default();
    let (first, last) = match (times.first(), times.last()) {
        (Some(first), Some(last)) => (*first, *last),
        // A hammock, from the beginning of everything to its end.
        _ => (
            Times::default(),
            Times {
                earliest_finish: schedule.end,
                ..Times::default()
            },
        ),
    };
    let slack = times.iter().map(Times::total_slack).min();
    let activities = &network.activities[own.clone()];
    let duration_days: Days = activities.iter().map(|activity| activity.duration).sum();
    let estimated = activities
        .iter()
        .all(super::network::Activity::is_estimated);
    let around = |positions: &[Position], whole: Position| match positions.get(own.clone()) {
        Some(own) if !own.is_empty() => Position::around(own),
        _ => whole,
    };
    let planned = dated.map(|dated| (dated, around(&dated.planned, dated.whole)));
    let mut waits_on = Vec::with_capacity(workstream.needs.len());
    for need in &workstream.needs {
        if !waits_on.contains(&need.on) {
            waits_on.push(need.on.clone());
        }
    }
    WorkstreamPlan {
        id: workstream.id.clone(),
        title: workstream.title.clone(),
        duration_days: if own.is_empty() {
            schedule.end
        } else {
            duration_days
        },
        earliest_start: first.earliest_start,
        earliest_finish: last.earliest_finish,
        latest_start: slack.map(|_| first.latest_start),
        latest_finish: slack.map(|_| last.latest_finish),
        total_slack: slack,
        free_slack: slack.map(|_| schedule.free_slack(network, own.clone())),
        critical: slack == Some(schedule.least_slack),
        continuous: workstream.continuous,
        milestone: !own.is_empty() && estimated && duration_days == Days::ZERO,
        estimated,
        waits_on,
        links: links(own.clone(), network, schedule),
        phases: own
            .clone()
            .filter_map(|activity| phase(activity, network, schedule))
            .collect(),
        start_date: planned.and_then(|(dated, at)| dated.days.begins(at.start)),
        finish_date: planned.and_then(|(dated, at)| dated.days.ends(at.finish)),
        forecast: planned.map(|(dated, plan)| {
            let at = around(&dated.forecast, dated.forecast_whole);
            Forecast {
                progress: match (actuals, actuals.of(&workstream.id)) {
                    (Actuals::Unknown, _) => Progress::Unknown,
                    (_, Some(Actual::Done { .. })) => Progress::Done,
                    (_, Some(Actual::Running { .. })) => Progress::Running,
                    (_, None) => Progress::NotStarted,
                },
                start_date: dated.days.begins(at.start),
                finish_date: dated.days.ends(at.finish),
                start_variance_days: at.start - plan.start,
                finish_variance_days: at.finish - plan.finish,
            }
        }),
    }
}

fn phase(activity: usize, network: &Network<'_>, schedule: &Schedule) -> Option<PhasePlan> {
    let of = &network.activities[activity];
    let phase = of.phase?;
    let times = &schedule.times[activity];
    Some(PhasePlan {
        name: phase.name.clone(),
        title: phase.title.clone(),
        duration_days: of.duration,
        earliest_start: times.earliest_start,
        earliest_finish: times.earliest_finish,
        latest_start: times.latest_start,
        latest_finish: times.latest_finish,
        total_slack: times.total_slack(),
        critical: schedule.is_critical(activity),
        estimated: of.is_estimated(),
    })
}

fn links(own: std::ops::Range<usize>, network: &Network<'_>, schedule: &Schedule) -> Vec<PlanLink> {
    let mut links = Vec::new();
    for activity in own {
        for link in network.incoming(activity) {
            let Some(need) = link.need else { continue };
            let asked = &network.workstream(activity).needs[need];
            let driving = schedule.gap(network, link) == Days::ZERO;
            let link = PlanLink {
                on: asked.on.clone(),
                phase: asked.phase.clone(),
                link: match asked.link {
                    LinkKind::FinishToStart => LinkWord::FinishToStart,
                    LinkKind::StartToStart => LinkWord::StartToStart,
                    LinkKind::FinishToFinish => LinkWord::FinishToFinish,
                },
                lag_days: link.lag,
                driving,
                critical: driving
                    && schedule.is_critical(link.from)
                    && schedule.is_critical(link.to),
            };
            links.push((need, link));
        }
    }
    links.sort_by_key(|(need, _)| *need);
    links.into_iter().map(|(_, link)| link).collect()
}
