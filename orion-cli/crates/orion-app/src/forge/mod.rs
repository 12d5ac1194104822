//! GitHub, in the words of requests: issues, what happened to them, and what may go wrong on the way there.

mod error;
mod issue;
mod labels;
mod port;
mod protection;
mod teams;
mod pull_request;

pub use error::ForgeError;
pub use issue::{Issue, IssueStatus, NewIssue, Tracked};
pub use labels::{Label, Labels};
pub use port::Forge;
pub use protection::{Mechanism, Protection, Protections};
pub use teams::{Teams, look_up_teams, names_teams};
pub use pull_request::{
    Checks, NewPullRequest, PullRequest, PullRequestStatus, PullRequests, Standing,
};
