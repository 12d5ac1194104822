//! Why a gate did not begin, as a failure.

use std::fmt::Write as _;

use orion_app::gate::GateError;

use super::Failure;
use crate::output::{visible, visible_lines};

/// How many commands are named.
const NAMED: usize = 3;

impl From<GateError> for Failure {
    fn from(error: GateError) -> Self {
        let message = error.to_string();
        match error {
            GateError::CouldNotTell(error) => error.into(),
            GateError::Repository(error) => error.into(),
            GateError::Store(error) => error.into(),
            GateError::UnknownStep(unknown) => {
                let known: Vec<_> = unknown.known.iter().map(|name| format!("`{name}`")).collect();
                Self::usage(visible(&message)).hint(format!("its steps are {}", known.join(", ")))
            }
            GateError::NoSteps(gate) => Self::configuration(message)
                .hint(format!("describe them under `[gates.{gate}]`")),
            GateError::Untrusted { places, .. } => {
                let mut message = message;
                for (place, command) in places.iter().take(NAMED) {
                    // Writing into a string cannot fail.
                    let _ = write!(message, "\n  {place}: {}", visible(command));
                }
                if places.len() > NAMED {
                    let _ = write!(message, "\n  and {} more", places.len() - NAMED);
                }
                Self::configuration(message)
                    .hint("`orion trust` shows this repository's commands, and lets them run")
            }
            GateError::CannotJudge { .. } => {
                Self::configuration(message).hint("`--step NAME` runs other steps")
            }
            GateError::NoBase(_) => Self::configuration(visible(&message)).hint(
                "say it: `--range A..B`, or `--all` for everything; in GitHub Actions, check out with `fetch-depth: 0`",
            ),
            _ => Self::surroundings(visible_lines(&message)),
        }
    }
}
