//! Everything that the screen depends on.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use orion_app::integration::IntegrationReport;
use orion_app::quality::QualityReport;
use orion_app::request::QueuedRequest;
use orion_app::stack::PsReport;
use orion_app::status::StatusReport;
use orion_core::request::RequestKind;

use super::effect::{Action, Effect};
use super::glyphs::Glyphs;
use super::logs::Logs;
use super::msg::{Allowance, Load, Requests};
use super::page::Page;
use super::pane::Pane;
use super::source::{Source, Why};
use super::theme::Palette;

/// What is being typed, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Typing {
    /// A filter of the pane, and what it was before.
    Filter(String, String),
    /// A command.
    Command(String),
}

/// A question with two answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    /// What is asked.
    pub(crate) text: String,
    /// What is done when the answer is yes.
    pub(crate) then: Effect,
}

/// What lies over the panes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Overlay {
    /// A text, over all of them.
    Page(Page),
    /// The keys.
    Help(Page),
    /// A question.
    Question(Question),
}

/// Something that was started from here and has not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Running {
    /// What.
    pub(crate) action: Action,
    /// What it said last.
    pub(crate) said: String,
}

/// What the footer says until a key is pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    /// Something went well.
    Done(String),
    /// Something did not.
    Failed(Why),
}

/// Where the keys of a pane are, and what it shows of its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct List {
    /// The rows that pass the filter, as places in the source.
    pub(crate) shown: Vec<usize>,
    /// The selected one of them.
    pub(crate) selected: usize,
    /// The filter.
    pub(crate) filter: String,
}

/// The dashboard.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    /// What time it is.
    pub(crate) now: Timestamp,
    /// Where the clock hangs.
    pub(crate) zone: TimeZone,
    /// Columns and rows of the terminal.
    pub(crate) size: (u16, u16),
    /// The signs.
    pub(crate) glyphs: &'static Glyphs,
    /// The colours.
    pub(crate) palette: Palette,
    /// The pane that has the keys.
    pub(crate) focus: Pane,
    /// The pane of the accordion that is open on a small screen.
    pub(crate) lower: Pane,
    /// Whether that pane has the whole screen.
    pub(crate) zoomed: bool,
    /// Whether the screen is held.
    pub(crate) paused: bool,
    /// What lies over the panes, the last on top.
    pub(crate) overlays: Vec<Overlay>,
    /// What is being typed.
    pub(crate) typing: Option<Typing>,
    /// What the footer says.
    pub(crate) said: Option<Said>,
    /// What runs in the background.
    pub(crate) running: Vec<Running>,
    /// The panes' lists.
    pub(crate) lists: [List; 6],
    /// How the workstreams stand.
    pub(crate) status: Source<Box<StatusReport>>,
    /// How the parts fit together.
    pub(crate) integration: Source<IntegrationReport>,
    /// How good the work is.
    pub(crate) quality: Source<Box<QualityReport>>,
    /// How the services are.
    pub(crate) services: Source<PsReport>,
    /// What their containers use, by the services' names.
    pub(crate) loads: BTreeMap<String, Load>,
    /// What is asked for on GitHub.
    pub(crate) requests: Source<Requests>,
    /// What waits in the outbox to be asked for.
    pub(crate) queued: Vec<(RequestKind, QueuedRequest)>,
    /// What GitHub still lets ask.
    pub(crate) allowance: Option<Allowance>,
    /// What the services wrote.
    pub(crate) logs: Logs,
}

impl Model {
    /// An empty screen.
    pub(crate) fn new(
        now: Timestamp,
        zone: TimeZone,
        size: (u16, u16),
        glyphs: &'static Glyphs,
        palette: Palette,
    ) -> Self {
        Self {
            now,
            zone,
            size,
            glyphs,
            palette,
            focus: Pane::Workstreams,
            lower: Pane::Integration,
            zoomed: false,
            paused: false,
            overlays: Vec::new(),
            typing: None,
            said: None,
            running: Vec::new(),
            lists: std::array::from_fn(|_| List::default()),
            status: Source::Loading,
            integration: Source::Loading,
            quality: Source::Loading,
            services: Source::Loading,
            loads: BTreeMap::new(),
            requests: Source::Loading,
            queued: Vec::new(),
            allowance: None,
            logs: Logs::default(),
        }
    }

    /// The list of a pane.
    pub(crate) fn list(&self, pane: Pane) -> &List {
        &self.lists[pane.index()]
    }

    /// The filter of a pane, while it is typed, too.
    pub(crate) fn filter(&self, pane: Pane) -> &str {
        &self.list(pane).filter
    }

    /// Gives a pane the keys.
    pub(crate) fn go_to(&mut self, pane: Pane) {
        self.focus = pane;
        if pane != Pane::Workstreams {
            self.lower = pane;
        }
    }
}
