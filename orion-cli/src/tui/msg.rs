//! What may happen to the dashboard.

use std::collections::BTreeMap;

use crossterm::event::{KeyEvent, MouseEvent};
use jiff::Timestamp;
use orion_app::integration::IntegrationReport;
use orion_app::quality::QualityReport;
use orion_app::request::{QueuedRequest, RequestRow};
use orion_app::stack::PsReport;
use orion_app::status::{RequestSeen, StatusReport};
use orion_core::request::RequestKind;

use super::effect::Action;
use super::logs::LogEntry;
use super::page::Page;
use super::source::Why;
use crate::failure::Failure;

/// What GitHub knows of both kinds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Requests {
    /// Those that are open.
    pub(crate) open: Vec<(RequestKind, RequestRow)>,
    /// What is remembered of them, as long as it has not told.
    pub(crate) remembered: Vec<RequestSeen>,
}

/// What GitHub still lets the token ask in this hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Allowance {
    /// What is left.
    pub(crate) remaining: u64,
    /// Of how much.
    pub(crate) limit: u64,
}

/// What a service's container uses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Load {
    /// Percent of one core since the last look; none at the first.
    pub(crate) processor: Option<f64>,
    /// Bytes of memory.
    pub(crate) memory: u64,
}

/// How something that was started from here came out.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outcome {
    /// In one line, or why it failed.
    pub(crate) said: Result<String, Why>,
    /// What is to be read about it.
    pub(crate) page: Option<Page>,
    /// What the running stack answered.
    pub(crate) integration: Option<IntegrationReport>,
}

impl Outcome {
    /// It went well.
    pub(crate) fn done(text: impl Into<String>) -> Self {
        Self {
            said: Ok(text.into()),
            page: None,
            integration: None,
        }
    }

    /// It did not.
    pub(crate) fn failed(failure: Failure) -> Self {
        Self {
            said: Err(Why::from(failure)),
            page: None,
            integration: None,
        }
    }

    /// The running stack answered.
    pub(crate) fn integration(report: IntegrationReport) -> Self {
        Self {
            integration: Some(report),
            ..Self::done("the running stack answered")
        }
    }

    /// With something to be read about it.
    pub(crate) fn with_page(self, page: Page) -> Self {
        Self {
            page: Some(page),
            ..self
        }
    }
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The terminal has that many columns and rows.
    Resize(u16, u16),
    /// Time went on.
    Tick(Timestamp),
    /// How the workstreams stand.
    Status(Result<Box<StatusReport>, Why>),
    /// How the parts fit together.
    Integration(Result<IntegrationReport, Why>),
    /// How good the work is.
    Quality(Result<Box<QualityReport>, Why>),
    /// How the services are.
    Services(Result<PsReport, Why>),
    /// What the services' containers use, by the services' names.
    Loads(BTreeMap<String, Load>),
    /// What is asked for on GitHub.
    Requests(Result<Requests, Why>),
    /// What waits in the outbox to be asked for.
    Queued(Vec<(RequestKind, QueuedRequest)>),
    /// What is remembered of what was asked for, and from when that is.
    Remembered(Requests, Timestamp),
    /// What GitHub still lets ask.
    Allowance(Allowance),
    /// Lines that services wrote, in their order.
    Logs(Vec<LogEntry>),
    /// No more lines come.
    LogsEnded(String),
    /// Something that was started from here went on.
    Progress(Action, String),
    /// It ended.
    Ended(Action, Box<Outcome>),
}
