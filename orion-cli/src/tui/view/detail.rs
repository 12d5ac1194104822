//! What is behind a row, for `enter`.

use orion_app::status::{DeliverableReport, WorkstreamReport};
use orion_core::evidence::OutcomeWord;
use orion_core::ids::WorkstreamId;
use orion_core::stack::readable;

use super::requests::{clock, last_known, whose};
use super::words::{ago, bar, condition, status};
use super::{explain, paint::Pieces};
use crate::output::{counted, visible};
use crate::tui::model::Model;
use crate::tui::page::Page;
use crate::tui::pane::Pane;
use crate::tui::rows::RequestLine;
use crate::tui::theme::Role;

/// The page of the selected row.
pub(crate) fn detail(model: &Model) -> Option<Page> {
    let pane = model.focus;
    if pane == Pane::Logs {
        return log_line(model);
    }
    let place = model.selected(pane)?;
    match pane {
        Pane::Workstreams => Some(workstream(model, model.workstream(place)?)),
        Pane::Services => service(model, place),
        Pane::Requests => request(model, place),
        // Their rows are figures: what is behind them is their evidence.
        Pane::Integration | Pane::Quality | Pane::Logs => explain::explanation(model),
    }
}

fn text_of(pieces: &Pieces) -> String {
    pieces.iter().map(|(_, text)| text.as_str()).collect()
}

fn workstream(model: &Model, row: &WorkstreamReport) -> Page {
    let glyphs = model.glyphs;
    let (role, sign) = status(glyphs, row.status);
    let head = format!("{sign} {}: {}", row.status.as_str(), visible(&row.because));
    let mut page = Page::new(row.title.clone())
        .line(role, head)
        .fact("progress", text_of(&bar(glyphs, &row.progress, 20)));
    page.copy = Some(format!("orion status --explain {}", row.id));
    if let Some(since) = row.since {
        page = page.fact("since", ago(model, since));
    }
    if let Some(waiting) = row.waiting.as_ref().filter(|it| !it.is_ready) {
        let on: Vec<_> = waiting.on.iter().map(|it| visible(&it.title)).collect();
        let until = waiting.until.map(|it| format!(", until {it} by forecast"));
        let until = until.unwrap_or_default();
        page = page.fact("waits on", format!("{}{until}", on.join(", ")));
    }
    if let Some(days) = row.days_late.filter(|days| *days > 0.0) {
        page = page.line(
            Role::Warn,
            format!("late        {days:.1} working days by forecast"),
        );
    }
    if !row.blockers.is_empty() {
        page = page.gap().line(Role::Path, "blocked by");
    }
    for cause in &row.blockers {
        page.url = page.url.or_else(|| cause.url.clone());
        let number = cause.number.map(|it| format!(" {it}")).unwrap_or_default();
        let text = format!(
            "{} {}{number}: {}",
            glyphs.fail,
            cause.kind.words(),
            visible(&cause.title)
        );
        page = page.line(Role::Fail, text);
        let whose: Vec<_> = cause.whose.iter().map(WorkstreamId::as_str).collect();
        let mut facts = Vec::new();
        if !whose.is_empty() {
            facts.push(format!("move of {}", whose.join(", ")));
        }
        facts.extend(
            cause
                .since
                .map(|since| format!("since {}", ago(model, since))),
        );
        let days = cause.days_at_stake.filter(|days| *days > 0.0);
        facts.extend(days.map(|days| format!("costs the finish {days:.1} d")));
        if !facts.is_empty() {
            page = page.line(Role::Dim, format!("  {}", facts.join(", ")));
        }
        page = page.line(Role::Hint, format!("  {}", visible(&cause.next)));
    }
    if !row.deliverables.is_empty() {
        page = page.gap().line(Role::Path, "deliverables");
    }
    for deliverable in &row.deliverables {
        let (role, text) = delivered(model, deliverable);
        page = page.line(role, text);
    }
    if !row.in_flight.is_empty() {
        page = page
            .gap()
            .line(Role::Path, "in flight, which is no progress");
    }
    for flight in &row.in_flight {
        let commits = counted(flight.commits, "commit");
        let at = ago(model, flight.last_commit_at);
        page = page.text(format!(
            "  {}: {commits}, the last {at}",
            visible(&flight.branch)
        ));
        if let Some(pull) = &flight.pull_request {
            page.url = page.url.or_else(|| Some(pull.url.clone()));
            page = page.text(format!(
                "    pull request {}: {}",
                pull.number,
                visible(&pull.title)
            ));
        }
    }
    page
}

fn delivered(model: &Model, deliverable: &DeliverableReport) -> (Role, String) {
    let glyphs = model.glyphs;
    let (role, sign) = match deliverable.outcome {
        OutcomeWord::Proved => (Role::Ok, glyphs.ok),
        OutcomeWord::Partly => (Role::Warn, glyphs.warn),
        OutcomeWord::Missing => (Role::Dim, glyphs.idle),
        OutcomeWord::Unknown => (Role::Dim, glyphs.unknown),
    };
    let name = visible(&deliverable.name);
    let word = deliverable.outcome.as_str();
    let regressed = deliverable.regressed_since.as_ref();
    match regressed {
        Some(since) => {
            let commit = since.commit.get(..7).unwrap_or(&since.commit);
            (
                Role::Fail,
                format!("{} {name}: {word}, regressed since {commit}", glyphs.fail),
            )
        }
        None => (role, format!("{sign} {name}: {word}")),
    }
}

fn service(model: &Model, place: usize) -> Option<Page> {
    let service = model.service(place)?;
    let (role, sign) = condition(model.glyphs, service.condition);
    let state = format!("{sign} {}", service.condition.words());
    let mut page = Page::new(format!("service {}", service.name)).line(role, state);
    if let Some(answer) = &service.answer {
        page = page.fact("its probe", visible(answer));
    }
    if let Some(started) = &service.started_at {
        page = page.fact("started", visible(started));
    }
    if let Some(code) = service.exit_code {
        page = page.fact("exit code", code.to_string());
    }
    page = page.fact("restarts", service.restarts.to_string());
    if let Some(image) = &service.image {
        page = page.fact("image", visible(image));
    }
    for address in &service.addresses {
        page = page.fact("address", visible(address));
    }
    if !service.described {
        page = page.line(
            Role::Warn,
            "not in `workstreams.toml`: the next `orion up` takes it away",
        );
    }
    let addresses = service.addresses.iter();
    page.url = addresses.clone().find(|it| it.starts_with("http")).cloned();
    page.copy = addresses.clone().next().cloned();
    page = page.gap().line(Role::Path, "wrote last");
    let of_it = model.logs.last_of(&service.name, 12);
    if of_it.is_empty() {
        page = page.line(
            Role::Dim,
            "  nothing that is known here; `l` shows what comes",
        );
    }
    for line in of_it {
        page = page.text(format!("  {line}"));
    }
    Some(page)
}

fn request(model: &Model, place: usize) -> Option<Page> {
    match model.request(place)? {
        RequestLine::Open(kind, row) => {
            let title = format!("{} request {}", kind.word(), row.number);
            let stopped = || (Role::Dim, "stopped: it is decided".to_owned());
            let (role, clock) = clock(model, &row.clock).unwrap_or_else(stopped);
            let mut page = Page::new(title)
                .line(Role::Path, visible(&row.title))
                .fact("state", format!("{}, since {}", row.state, ago(model, row.since)))
                .fact("move of", visible(&whose(row)))
                .line(role, format!("clock       {clock}"))
                .fact("about", visible(&row.subject.join(", ")))
                .fact("asked by", visible(row.requester.as_deref().unwrap_or("nobody")))
                .fact("page", visible(&row.url))
                .gap()
                .line(Role::Hint, format!("`:approve`, `:changes WHAT` and `:reject WHY` decide; `orion {} show {}` tells its history", kind.word(), row.number.get()));
            page.url = Some(row.url.clone());
            page.copy = Some(row.url.clone());
            Some(page)
        }
        RequestLine::Remembered(row) => {
            let mut page = Page::new(format!("request {}", row.number))
                .line(Role::Path, visible(&row.title))
                .fact("state", last_known(row))
                .fact("decides", visible(&row.whose.join(", ")))
                .fact("about", visible(&row.subject.join(", ")))
                .fact("stops", visible(&row.stops.join(", ")))
                .fact("page", visible(&row.url))
                .gap()
                .line(Role::Dim, "as GitHub told last: it does not answer now");
            page.url = Some(row.url.clone());
            page.copy = Some(row.url.clone());
            Some(page)
        }
        RequestLine::Queued(kind, row) => {
            let mut page = Page::new(format!("{} request that is not sent", kind.word()))
                .line(Role::Path, visible(&row.title))
                .fact("asked", ago(model, row.created_at));
            if let Some(error) = &row.last_error {
                page = page.line(Role::Fail, format!("not sent    {}", visible(error)));
            }
            page.copy = Some(row.key.clone());
            Some(page.gap().line(Role::Hint, "`orion outbox send` sends it"))
        }
    }
}

fn log_line(model: &Model) -> Option<Page> {
    let number = model.logs.selected(model.filter(Pane::Logs))?;
    let entry = model.logs.get(number)?;
    let read = readable(&entry.text);
    let mut page = Page::new(format!("a line of {}", entry.service));
    if let Some(level) = read.level {
        page = page.fact("level", level.as_str());
    }
    page = page.fact("message", visible(&read.message));
    for (name, value) in &read.fields {
        page = page.fact(&visible(name), visible(value));
    }
    page.copy = Some(entry.text.clone());
    Some(page.gap().line(Role::Dim, visible(&entry.text)))
}
