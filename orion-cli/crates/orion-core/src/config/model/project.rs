//! `[project]`

use std::fmt;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Member, Workdays, WorkingHours};
use crate::ids::IssueNumber;

/// `[project]`
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// What the project is called.
    pub name: String,
    /// Where it is on GitHub; by default the `origin` remote decides.
    pub repository: Option<RepositoryName>,
    /// The branch that work is merged into; `main` when it is not given.
    pub base: String,
    /// Who answers for the whole: the one who is told at the highest level of escalation.
    pub lead: Option<Member>,
    /// Day 1 of the plan; without it the plan is in days only.
    pub start: Option<Date>,
    /// The day by whose end everything should be done.
    pub deadline: Option<Date>,
    /// The days that count; Monday to Friday when they are not given.
    pub workdays: Workdays,
    /// The hours that count for clocks in `business` mode.
    pub hours: Option<WorkingHours>,
    /// The zone that days and hours are in; UTC when it is not given.
    pub time_zone: Option<TimeZone>,
    /// Days on which nobody works, in order, each once.
    pub holidays: Vec<Date>,
}

/// A repository on GitHub: `owner/name`, or `host/owner/name` on a GitHub Enterprise server.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RepositoryName {
    /// The server, where it is not `github.com`.
    pub host: Option<String>,
    /// The user or organisation.
    pub owner: String,
    /// The repository.
    pub name: String,
}

impl RepositoryName {
    /// The address of an issue, for browsers.
    #[must_use]
    pub fn issue_url(&self, number: IssueNumber) -> String {
        let host = self.host.as_deref().unwrap_or("github.com");
        format!(
            "https://{host}/{}/{}/issues/{}",
            self.owner,
            self.name,
            number.get()
        )
    }
}

impl fmt::Display for RepositoryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(host) = &self.host {
            write!(f, "{host}/")?;
        }
        write!(f, "{}/{}", self.owner, self.name)
    }
}
