//! GitHub, in the words of requests: issues, what happened to them, and what may go wrong on the way there.

mod checks;
mod error;
mod issue;
mod labels;
mod milestones;
mod overview;
mod port;
mod protection;
mod pull_request;
mod teams;

pub use checks::Checks;
pub use error::ForgeError;
pub use issue::{Issue, IssueStatus, NewIssue, Tracked};
pub use labels::{Label, Labels};
pub use milestones::{Milestone, Milestones};
pub use overview::{
    LabelSince, Overview, OverviewIssue, OverviewPullRequest, OverviewSource, Points, PullState,
    Reading, Review, ReviewDecision,
};
pub use port::Forge;
pub use protection::{Mechanism, Protection, Protections};
pub use pull_request::{NewPullRequest, PullRequest, PullRequestStatus, PullRequests, Standing};
pub use teams::{Teams, look_up_teams, names_teams};
