//! Where a figure comes from, for `e`: its evidence, and the command that shows it.

use orion_app::quality::Figure;
use orion_app::stack::Runtime;

use super::words::{point, span};
use crate::output::status::{explain_figure, render_explanation};
use crate::output::{Theme, counted, render_integration, visible};
use crate::tui::model::Model;
use crate::tui::page::Page;
use crate::tui::pane::Pane;
use crate::tui::rows::RequestLine;
use crate::tui::theme::Role;

/// The evidence of the selected figure.
pub(crate) fn explanation(model: &Model) -> Option<Page> {
    let pane = model.focus;
    let place = model.selected(pane);
    match pane {
        Pane::Workstreams => {
            let report = model.status.data()?;
            let row = model.workstream(place?)?;
            let text = render_explanation(report, row, Theme::PLAIN);
            let command = format!("orion status --explain {}", row.id);
            let evidence = Page::new(format!("{}: evidence", row.title)).text(text);
            Some(evidence.shown_by(&command))
        }
        Pane::Integration => integration(model, place?),
        Pane::Quality => figure(model, model.figure(place?)?),
        Pane::Services => services(model, place?),
        Pane::Requests => request(model, place?),
        Pane::Logs => {
            let number = model.logs.selected(model.filter(pane))?;
            let service = &model.logs.get(number)?.service;
            let evidence = Page::new(format!("{service}: logs"))
                .text("what the service wrote to its standard output and standard error")
                .text(format!(
                    "line {} since the dashboard began to listen; the last {} lines are kept",
                    number + 1,
                    crate::tui::logs::KEPT
                ));
            Some(evidence.shown_by(&format!("orion logs {service}")))
        }
    }
}

fn integration(model: &Model, place: usize) -> Option<Page> {
    let report = model.integration.data()?;
    let row = model.integration_row(place)?;
    let (role, sign) = point(model.glyphs, row.state);
    let tally = row.tally;
    let head = format!(
        "{sign} {}: {} of {} hold, {} unknown",
        row.state.words(),
        tally.hold,
        counted(tally.of, "check"),
        tally.unknown
    );
    let command = match report.live {
        Some(_) => "orion integration --live",
        None => "orion integration",
    };
    let page = Page::new(format!("{}: evidence", row.title))
        .line(role, head)
        .line(
            Role::Dim,
            "the rows cut the checks of the five integration points in another way; the points are these:",
        )
        .gap()
        .text(render_integration(report, Theme::PLAIN).trim_end());
    Some(page.gap().shown_by(command))
}

fn figure(model: &Model, figure: &Figure) -> Option<Page> {
    let report = model.quality.data()?;
    let text = explain_figure(report, figure, Theme::PLAIN);
    let page = Page::new(format!("{}: evidence", figure.name.title())).text(text.trim_end());
    Some(page.gap().shown_by("orion status --explain quality"))
}

fn services(model: &Model, place: usize) -> Option<Page> {
    let service = model.service(place)?;
    let runtime = model.services.data()?.runtime;
    let from = match runtime {
        Some(Runtime::Docker) => "the engine's list of containers, and the service's own probe",
        Some(Runtime::Embedded) => "the platform's process, and the service's own probe",
        None => "neither an engine nor a platform runs it",
    };
    let mut page = Page::new(format!("service {}: evidence", service.name)).fact("from", from);
    if let Some(answer) = &service.answer {
        page = page.line(Role::Warn, format!("its probe   {}", visible(answer)));
    }
    Some(page.shown_by("orion ps"))
}

fn request(model: &Model, place: usize) -> Option<Page> {
    let (kind, row) = match model.request(place)? {
        RequestLine::Open(kind, row) => (kind, row),
        RequestLine::Queued(..) => {
            let page = Page::new("request: evidence").fact("from", "the outbox of this work tree");
            return Some(page.shown_by("orion outbox"));
        }
        RequestLine::Remembered(row) => {
            let mut page = Page::new(format!("{}: evidence", row.number)).fact(
                "from",
                "what GitHub told last, as this work tree remembers it",
            );
            page.url = Some(row.url.clone());
            return Some(page.shown_by("orion status --offline --json"));
        }
    };
    let clock = &row.clock;
    let duration = |seconds| span(jiff::SignedDuration::from_secs(seconds));
    let mut page = Page::new(format!("{}: evidence", row.number))
        .fact("from", "the labels and the timeline of its issue on GitHub")
        .fact("used", duration(clock.used_seconds))
        .fact("of", duration(clock.within_seconds))
        .fact("clock", format!("{:?}", clock.motion).to_lowercase());
    if let Some(due) = clock.due {
        let due = due.to_zoned(model.zone.clone());
        page = page.fact("due", due.strftime("%Y-%m-%d %H:%M %Z").to_string());
    }
    page.url = Some(row.url.clone());
    let number = row.number.get();
    Some(page.shown_by(&format!("orion {} show {number}", kind.word())))
}
