//! The rows of the panes: which there are, what each is known by, and which pass a filter.

use orion_app::integration::RowReport;
use orion_app::quality::Figure;
use orion_app::request::{QueuedRequest, RequestRow};
use orion_app::stack::ServiceStatus;
use orion_app::status::{RequestSeen, WorkstreamReport};
use orion_core::request::RequestKind;

use super::model::Model;
use super::pane::Pane;

/// A row of the pane Requests.
#[derive(Debug, Clone, Copy)]
pub(crate) enum RequestLine<'m> {
    /// On GitHub.
    Open(RequestKind, &'m RequestRow),
    /// In the outbox.
    Queued(RequestKind, &'m QueuedRequest),
    /// On GitHub, as it told last.
    Remembered(&'m RequestSeen),
}

impl Model {
    /// How many rows a pane has, filtered or not.
    pub(crate) fn count(&self, pane: Pane) -> usize {
        match pane {
            Pane::Workstreams => self.status.data().map_or(0, |it| it.workstreams.len()),
            Pane::Integration => self.integration.data().map_or(0, |it| it.rows.len()),
            Pane::Quality => self.quality.data().map_or(0, |it| it.figures.len()),
            Pane::Services => self.services.data().map_or(0, |it| it.services.len()),
            Pane::Requests => {
                let on_github = self.requests.data();
                self.queued.len() + on_github.map_or(0, |it| it.open.len() + it.remembered.len())
            }
            Pane::Logs => self.logs.len(),
        }
    }

    /// The workstream in that place.
    pub(crate) fn workstream(&self, place: usize) -> Option<&WorkstreamReport> {
        self.status.data()?.workstreams.get(place)
    }

    /// The row of the integration panel in that place.
    pub(crate) fn integration_row(&self, place: usize) -> Option<&RowReport> {
        self.integration.data()?.rows.get(place)
    }

    /// The figure in that place.
    pub(crate) fn figure(&self, place: usize) -> Option<&Figure> {
        self.quality.data()?.figures.get(place)
    }

    /// The service in that place.
    pub(crate) fn service(&self, place: usize) -> Option<&ServiceStatus> {
        self.services.data()?.services.get(place)
    }

    /// The request in that place: those on GitHub come first, what is only remembered last.
    pub(crate) fn request(&self, place: usize) -> Option<RequestLine<'_>> {
        let on_github = self.requests.data();
        let open = on_github.map_or(&[][..], |it| &it.open);
        if let Some((kind, row)) = open.get(place) {
            return Some(RequestLine::Open(*kind, row));
        }
        let place = place - open.len();
        if let Some((kind, row)) = self.queued.get(place) {
            return Some(RequestLine::Queued(*kind, row));
        }
        let remembered = on_github?.remembered.get(place - self.queued.len());
        remembered.map(RequestLine::Remembered)
    }

    /// The place of the selected row of a pane.
    pub(crate) fn selected(&self, pane: Pane) -> Option<usize> {
        let list = self.list(pane);
        list.shown.get(list.selected).copied()
    }

    /// What a row is known by, from one answer to the next.
    fn key(&self, pane: Pane, place: usize) -> Option<String> {
        Some(match pane {
            Pane::Workstreams => self.workstream(place)?.id.to_string(),
            Pane::Integration => self.integration_row(place)?.title.clone(),
            Pane::Quality => format!("{:?}", self.figure(place)?.name),
            Pane::Services => self.service(place)?.name.clone(),
            Pane::Requests => match self.request(place)? {
                RequestLine::Open(_, row) => row.number.to_string(),
                RequestLine::Queued(_, row) => row.key.clone(),
                RequestLine::Remembered(row) => row.number.to_string(),
            },
            Pane::Logs => return None,
        })
    }

    /// Whether a row holds the text, which is in lower case.
    fn holds(&self, pane: Pane, place: usize, text: &str) -> bool {
        let any = |texts: &[&str]| texts.iter().any(|it| it.to_lowercase().contains(text));
        let held = match pane {
            Pane::Workstreams => self.workstream(place).map(|row| {
                any(&[
                    &row.title,
                    row.id.as_str(),
                    row.status.as_str(),
                    &row.because,
                ])
            }),
            Pane::Integration => self.integration_row(place).map(|row| {
                any(&[
                    &row.title,
                    row.state.words(),
                    row.note.as_deref().unwrap_or_default(),
                ])
            }),
            Pane::Quality => self.figure(place).map(|it| any(&[it.name.title()])),
            Pane::Services => self
                .service(place)
                .map(|it| any(&[&it.name, it.condition.words(), &it.addresses.join(" ")])),
            Pane::Requests => self.request(place).map(|it| match it {
                RequestLine::Open(kind, row) => any(&[
                    &row.title,
                    &row.number.to_string(),
                    kind.word(),
                    row.state.word(),
                    &row.subject.join(" "),
                ]),
                RequestLine::Queued(kind, row) => any(&[&row.title, kind.word(), "queued"]),
                RequestLine::Remembered(row) => {
                    any(&[&row.title, &row.number.to_string(), &row.subject.join(" ")])
                }
            }),
            Pane::Logs => None,
        };
        held.unwrap_or(true)
    }

    /// Filters a pane's rows anew. The selected row stays selected, as long as it is there; `before` is what it was
    /// known by before the source changed.
    pub(super) fn sift(&mut self, pane: Pane, before: Option<String>) {
        if pane == Pane::Logs {
            return;
        }
        let before = before.or_else(|| self.selected_key(pane));
        let filter = self.filter(pane).to_lowercase();
        let places = 0..self.count(pane);
        let shown: Vec<usize> = if filter.is_empty() {
            places.collect()
        } else {
            places
                .filter(|place| self.holds(pane, *place, &filter))
                .collect()
        };
        let again = before.and_then(|before| {
            let mut places = shown.iter();
            places.position(|place| self.key(pane, *place).as_ref() == Some(&before))
        });
        let list = &mut self.lists[pane.index()];
        let lowest = shown.len().saturating_sub(1);
        list.selected = again.unwrap_or(list.selected).min(lowest);
        list.shown = shown;
    }

    /// What the selected row of a pane is known by.
    pub(super) fn selected_key(&self, pane: Pane) -> Option<String> {
        self.key(pane, self.selected(pane)?)
    }
}
