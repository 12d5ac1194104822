//! What the dashboard wants done.

use orion_core::config::GateName;
use orion_core::ids::{IssueNumber, ServiceName};
use orion_core::request::{Decision, RequestKind};

use super::pane::Pane;

/// What somebody does from here, by the same use case as the command that the comment names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Action {
    /// `orion restart SERVICE`
    Restart(ServiceName),
    /// `orion contract|schema approve|changes|reject NUMBER`
    Decide {
        /// What was asked for.
        kind: RequestKind,
        /// Its issue.
        number: IssueNumber,
        /// What is decided.
        decision: Decision,
        /// Why.
        reason: Option<String>,
    },
    /// `orion gate NAME`
    Gate(GateName),
    /// `orion integration --live`
    AskStack,
}

impl Action {
    /// What it is called, as one would type it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Restart(service) => format!("restart {service}"),
            Self::Decide {
                number, decision, ..
            } => format!("{} {number}", decision.word()),
            Self::Gate(gate) => format!("gate {}", gate.as_str()),
            Self::AskStack => "integration --live".to_owned(),
        }
    }
}

/// One thing to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Effect {
    /// What a pane shows is to be asked for again.
    Refresh(Pane),
    /// Something is to be done in the background.
    Act(Action),
    /// An address is to be opened in the browser.
    Open(String),
    /// A text is to be put into the terminal's clipboard.
    Copy(String),
    /// The terminal is to be drawn anew.
    Redraw,
    /// The shell is to have the terminal for a while.
    Suspend,
    /// It is over.
    Quit,
}
