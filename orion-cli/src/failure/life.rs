//! What may go wrong in the second half of a request's life, at the top.

use orion_app::request::LifeError;
use orion_core::ids::WorkstreamId;
use orion_core::request::RequestState;

use super::{Failure, FailureKind};
use crate::output::visible;

fn words(ids: &[WorkstreamId]) -> String {
    let ids: Vec<_> = ids.iter().map(|id| format!("`{id}`")).collect();
    ids.join(", ")
}

/// The step that comes before the one that was wanted.
fn next(kind: orion_core::request::RequestKind, number: u64, from: RequestState) -> String {
    let word = kind.word();
    match from {
        RequestState::Requested | RequestState::ChangesRequested => {
            format!("its owner decides first: `orion {word} approve {number}`")
        }
        RequestState::Approved => format!("first `orion {word} implement {number}`"),
        RequestState::Implementing => format!("first `orion {word} notify {number}`"),
        RequestState::Released | RequestState::Adopted | RequestState::Rejected => {
            format!("`orion {word} show {number}` tells who decided what")
        }
    }
}

impl From<LifeError> for Failure {
    fn from(error: LifeError) -> Self {
        let message = visible(&error.to_string()).into_owned();
        let refused = |message| Self::new(FailureKind::Refused, message);
        match error {
            LifeError::Forge(error) => error.into(),
            LifeError::Store(error) => error.into(),
            LifeError::Repository(error) => error.into(),
            LifeError::Template(_) => Self::configuration(message)
                .hint("the project's own templates are in `.github/orion/`"),
            LifeError::NotARequest { kind, .. } => Self::usage(message).hint(format!(
                "`orion {} list` shows those that are open",
                kind.word()
            )),
            LifeError::NoConsumers { number } => Self::usage(message).hint(format!(
                "`orion schema implement {}` finishes it once its pull request is merged",
                number.get()
            )),
            LifeError::NotAllowed { workstreams, .. } => refused(message).hint(format!(
                "`members` of {} in workstreams.toml may, by their GitHub logins",
                words(&workstreams)
            )),
            LifeError::Illegal {
                kind, number, from, ..
            } => refused(message).hint(next(kind, number.get(), from)),
            LifeError::NotImplemented { kind, number } => refused(message).hint(format!(
                "`orion {} implement {}` makes it, and says so on the issue",
                kind.word(),
                number.get()
            )),
            LifeError::NotMerged { pull_request, .. } => {
                refused(message).hint(format!("review and merge {pull_request} first"))
            }
            LifeError::Abandoned { pull_request, .. } => {
                refused(message).hint(format!("open {pull_request} again, and merge it"))
            }
            LifeError::NotReleased { number } => refused(message).hint(format!(
                "`orion contract notify {}` says so on the issue",
                number.get()
            )),
            LifeError::BranchTaken { branch, .. } => refused(message).hint(format!(
                "rename or delete `{}`, here and at `origin`",
                visible(&branch)
            )),
            LifeError::NoBase { .. } => Self::surroundings(message)
                .hint("`base` under `[project]` names it; `git fetch origin` brings it"),
            LifeError::NobodyCommits => Self::surroundings(message)
                .hint("`git config user.name NAME` and `git config user.email ADDRESS`"),
            LifeError::NothingToCommit { .. } => {
                refused(message).hint("the base branch has it already: look at its changelog")
            }
            LifeError::NotPushed { branch, .. } => Self::surroundings(message).hint(format!(
                "the commit is on the branch `{}` here; run it again, or `git push origin {0}`",
                visible(&branch)
            )),
            LifeError::NotAConsumer { consumers, .. } => {
                let failure = Self::usage(message);
                if consumers.is_empty() {
                    failure.hint("nobody builds on it")
                } else {
                    failure.hint(format!("those do: {}", words(&consumers)))
                }
            }
        }
    }
}
