//! A pane in a few words, for its title and its strip.

use orion_app::stack::Condition;
use orion_core::clock::Standing;
use orion_core::integration::PointState;
use orion_core::quality::Verdict;

use super::words::span;
use crate::output::visible;
use crate::tui::model::Model;
use crate::tui::pane::Pane;
use crate::tui::source::Source;
use crate::tui::theme::Role;

/// What there is to say of a pane: what is wrong first.
pub(super) fn summary(model: &Model, pane: Pane) -> (Role, String) {
    match pane {
        Pane::Workstreams => of(model, &model.status, |report| {
            let summary = &report.summary;
            let all = report.workstreams.len();
            match summary.blocked {
                0 => (Role::Dim, format!("{} of {all} done", summary.done)),
                blocked => (
                    Role::Fail,
                    format!("{blocked} blocked, {} of {all} done", summary.done),
                ),
            }
        }),
        Pane::Integration => of(model, &model.integration, |report| {
            let count = |state| report.rows.iter().filter(|row| row.state == state).count();
            let all = report.rows.len();
            let complete = count(PointState::Complete);
            match (count(PointState::Broken), count(PointState::Partial)) {
                (0, 0) if complete == all => (Role::Ok, "complete".to_owned()),
                (0, 0) => (Role::Dim, format!("{complete} of {all} complete")),
                (0, partial) => (Role::Warn, format!("{partial} partial")),
                (broken, _) => (Role::Fail, format!("{broken} broken")),
            }
        }),
        Pane::Quality => of(model, &model.quality, |report| {
            let count = |verdict| {
                let figures = report.figures.iter();
                figures.filter(|figure| figure.verdict == verdict).count()
            };
            match (count(Verdict::Missed), count(Verdict::Stale)) {
                (0, 0) => (Role::Dim, "7-day trend".to_owned()),
                (0, stale) => (Role::Warn, format!("{stale} stale")),
                (missed, _) => (Role::Fail, format!("{missed} missed")),
            }
        }),
        Pane::Services => of(model, &model.services, |report| {
            let all = report.services.len();
            if report.runtime.is_none() {
                return (Role::Dim, "no stack runs".to_owned());
            }
            let is_well = |it: &Condition| matches!(it, Condition::Ready | Condition::Running);
            let conditions = report.services.iter().map(|it| it.condition);
            let well = conditions.filter(is_well).count();
            let role = if well == all { Role::Ok } else { Role::Warn };
            (role, format!("{well} of {all} healthy"))
        }),
        Pane::Requests => queued(
            model,
            of(model, &model.requests, |requests| {
                let overdue = requests.open.iter().filter(|(_, row)| {
                    row.clock.due.is_some_and(|due| due <= model.now)
                        || row.clock.standing == Standing::Overdue
                });
                let remembered = requests.remembered.iter();
                let late = remembered.filter(|row| row.due.is_some_and(|due| due <= model.now));
                let all = requests.open.len() + requests.remembered.len();
                let text = format!("{all} open");
                match overdue.count() + late.count() {
                    0 => (Role::Dim, text),
                    overdue => (Role::Fail, format!("{overdue} overdue, {text}")),
                }
            }),
        ),
        Pane::Logs => logs(model),
    }
}

/// The words of an answer, with its age where it is old.
fn of<T>(
    model: &Model,
    source: &Source<T>,
    words: impl FnOnce(&T) -> (Role, String),
) -> (Role, String) {
    let Some(data) = source.data() else {
        return match source.why() {
            Some(_) => (Role::Fail, "unknown".to_owned()),
            None => (Role::Dim, "loading".to_owned()),
        };
    };
    let (role, text) = words(data);
    match source.stale_since() {
        Some(at) => {
            let age = span(model.now.duration_since(at));
            (Role::Warn, format!("{text}, {age} old"))
        }
        None => (role, text),
    }
}

/// With what waits in the outbox.
fn queued(model: &Model, (role, text): (Role, String)) -> (Role, String) {
    match model.queued.len() {
        0 => (role, text),
        queued => (role, format!("{text}, {queued} queued")),
    }
}

fn logs(model: &Model) -> (Role, String) {
    let whose = match &model.logs.service {
        Some(service) => visible(service).into_owned(),
        None => "all services".to_owned(),
    };
    if model.logs.at.is_some() {
        return (Role::Warn, format!("{whose}, held"));
    }
    match model.logs.before() {
        0 => (Role::Dim, whose),
        before => (Role::Dim, format!("{whose}, {before} older lines gone")),
    }
}
