//! Why a step of a request's second half is not made.

use orion_core::ids::{IssueNumber, WorkstreamId};
use orion_core::request::{RequestKind, RequestState};
use thiserror::Error;

use crate::forge::ForgeError;
use crate::ports::{RepositoryError, StoreError};
use crate::template::TemplateError;

/// Why a step is not made.
#[derive(Debug, Error)]
pub enum LifeError {
    /// GitHub's answer.
    #[error(transparent)]
    Forge(#[from] ForgeError),
    /// The outbox failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// git failed.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
    /// A template is wrong.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The issue is something else.
    #[error("{number} is no request to change a {}", .kind.word())]
    NotARequest {
        /// The issue.
        number: IssueNumber,
        /// What was looked for.
        kind: RequestKind,
    },
    /// Nobody builds on a database's schema but its own service.
    #[error("nobody has to follow a change of a schema")]
    NoConsumers {
        /// The issue.
        number: IssueNumber,
    },
    /// It is somebody else's step.
    #[error("`{login}` may not bring {number} to {to}")]
    NotAllowed {
        /// The issue.
        number: IssueNumber,
        /// Who wants to.
        login: String,
        /// Where it would lead.
        to: RequestState,
        /// Whose members may.
        workstreams: Vec<WorkstreamId>,
    },
    /// That does not follow from how far it is.
    #[error("{number} is {from}, which does not lead to {to}")]
    Illegal {
        /// What it asks for.
        kind: RequestKind,
        /// The issue.
        number: IssueNumber,
        /// How far it is.
        from: RequestState,
        /// Where it would lead.
        to: RequestState,
    },
    /// No comment of somebody who may says which pull request implements it.
    #[error("it cannot be told which pull request implements {number}")]
    NotImplemented {
        /// What it asks for.
        kind: RequestKind,
        /// The issue.
        number: IssueNumber,
    },
    /// The pull request is open still.
    #[error("{pull_request}, which implements {number}, is not merged")]
    NotMerged {
        /// The issue.
        number: IssueNumber,
        /// The pull request.
        pull_request: IssueNumber,
    },
    /// The pull request was closed.
    #[error("{pull_request}, which implements {number}, was closed without being merged")]
    Abandoned {
        /// The issue.
        number: IssueNumber,
        /// The pull request.
        pull_request: IssueNumber,
    },
    /// No comment of somebody who may says what was released.
    #[error("it cannot be told which commit releases {number}")]
    NotReleased {
        /// The issue.
        number: IssueNumber,
    },
    /// A branch of that name holds something else.
    #[error("the branch `{branch}` is there, and holds nothing of {number}")]
    BranchTaken {
        /// The issue.
        number: IssueNumber,
        /// The branch.
        branch: String,
    },
    /// There is no base branch to begin at.
    #[error("there is no branch `{base}` here or at `origin`")]
    NoBase {
        /// Its name.
        base: String,
    },
    /// git is not told who commits.
    #[error("git is not told who commits")]
    NobodyCommits,
    /// There would be nothing in the commit.
    #[error("there is nothing to commit for {number}")]
    NothingToCommit {
        /// The issue.
        number: IssueNumber,
    },
    /// The commit is there, and did not arrive.
    #[error("`{branch}` could not be pushed: {cause}")]
    NotPushed {
        /// The branch, which is there.
        branch: String,
        /// Why it did not arrive.
        cause: RepositoryError,
    },
    /// That workstream does not build on it.
    #[error("`{workstream}` does not build on what {number} changed")]
    NotAConsumer {
        /// The issue.
        number: IssueNumber,
        /// The workstream.
        workstream: String,
        /// Those that do.
        consumers: Vec<WorkstreamId>,
    },
}
