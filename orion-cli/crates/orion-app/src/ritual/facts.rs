//! What is there to tell of: requests and blockers on GitHub, commits and branches in git, and the outbox.

use jiff::Timestamp;
use orion_core::ids::WorkstreamId;
use orion_core::request::RequestKind;

use super::commits::{InGit, look};
use super::pulls::{Pulls, pulls};
use super::requests::{Asked, asked, settled, workstreams_of};
use super::{Item, Section};
use crate::escalate::{BLOCKER, named};
use crate::forge::{Forge, ForgeError, Issue};
use crate::outbox::{Action, Entry};
use crate::ports::Activity;
use crate::refresh::Refreshed;
use crate::request::RequestRules;

/// What GitHub knows.
#[derive(Default)]
pub(super) struct OnGitHub {
    pub(super) requests: Vec<Asked>,
    pub(super) blockers: Vec<(Item, Vec<WorkstreamId>)>,
}

/// Everything, as far as it could be asked for.
pub struct RitualFacts {
    pub(super) on_github: OnGitHub,
    pub(super) github_error: Option<String>,
    pub(super) pulls: Pulls,
    pub(super) in_git: InGit,
    pub(super) git_error: Option<String>,
    pub(super) waiting: Vec<Item>,
    pub(super) since: Timestamp,
    pub(super) now: Timestamp,
}

impl RitualFacts {
    /// Whether nothing at all could be asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.github_error.is_some() && self.git_error.is_some()
    }

    /// A section, with what it could not ask for.
    pub(super) fn section(&self, heading: &str, items: Vec<Item>, git: bool) -> Section {
        let github = self.github_error.iter().cloned();
        let git = self.git_error.iter().filter(|_| git).cloned();
        // What stands in the way of both is told once.
        let pulls = self
            .pulls
            .error
            .iter()
            .filter(|why| self.github_error.as_ref() != Some(why));
        let unknown: Vec<_> = github.chain(pulls.cloned()).chain(git).collect();
        Section {
            heading: heading.to_owned(),
            unknown: (!unknown.is_empty()).then(|| unknown.join("; ")),
            items,
        }
    }
}

/// Asks for everything; pull requests are those of the overview.
pub async fn gather<F: Forge>(
    forge: Result<&F, ForgeError>,
    refreshed: Refreshed,
    git: &impl Activity,
    entries: &[Entry],
    rules: RequestRules<'_>,
    since: Timestamp,
    now: Timestamp,
) -> RitualFacts {
    let told = match forge {
        Ok(forge) => ask(forge, rules, since, now).await,
        Err(error) => Err(error),
    };
    let (on_github, github_error) = or_error(told);
    let (in_git, git_error) = or_error(look(git, rules, since));
    RitualFacts {
        on_github,
        github_error,
        pulls: pulls(refreshed, rules, since),
        in_git,
        git_error,
        waiting: entries.iter().map(waiting).collect(),
        since,
        now,
    }
}

fn or_error<T: Default, E: ToString>(told: Result<T, E>) -> (T, Option<String>) {
    match told {
        Ok(told) => (told, None),
        Err(error) => (T::default(), Some(error.to_string())),
    }
}

async fn ask<F: Forge>(
    forge: &F,
    rules: RequestRules<'_>,
    since: Timestamp,
    now: Timestamp,
) -> Result<OnGitHub, ForgeError> {
    let [contract, schema] = RequestKind::ALL.map(RequestKind::label);
    let mut told = OnGitHub::default();
    for tracked in forge.tracked(&[contract, schema, BLOCKER]).await? {
        if tracked.issue.labels.iter().any(|label| label == BLOCKER) {
            told.blockers.push(blocker(&tracked.issue, rules));
        }
        if let Some(kind) = tracked.issue.kind() {
            told.requests.push(asked(kind, &tracked, rules, now));
        }
    }
    for kind in RequestKind::ALL {
        let issues = forge.issues(kind.label()).await?;
        let late = |issue: &&Issue| issue.closed_at.is_some_and(|at| at >= since);
        let closed = issues.iter().filter(late);
        told.requests
            .extend(closed.filter_map(|issue| settled(kind, issue, rules, now)));
    }
    Ok(told)
}

/// A blocker, with the workstreams whose people wrote it.
fn blocker(issue: &Issue, rules: RequestRules<'_>) -> (Item, Vec<WorkstreamId>) {
    let item = Item {
        what: "blocker".to_owned(),
        title: issue.title.clone(),
        number: Some(issue.number),
        url: Some(issue.url.clone()),
        workstreams: named(issue, rules),
        since: Some(issue.created_at),
        due: None,
    };
    (item, workstreams_of(issue.author.as_deref(), rules))
}

fn waiting(entry: &Entry) -> Item {
    let (what, title, number) = match &entry.action {
        Action::File { title, .. } => ("issue not on GitHub yet", title.clone(), None),
        Action::Propose(new) => (
            "pull request not on GitHub yet",
            new.title.clone(),
            Some(new.number),
        ),
        Action::Say { number, .. }
        | Action::Comment { number, .. }
        | Action::Step { number, .. }
        | Action::Close { number, .. } => {
            ("comment not on GitHub yet", String::new(), Some(*number))
        }
    };
    Item {
        what: what.to_owned(),
        title: entry.last_error.clone().map_or(title.clone(), |error| {
            if title.is_empty() {
                error
            } else {
                format!("{title} ({error})")
            }
        }),
        number,
        url: None,
        workstreams: Vec::new(),
        since: Some(entry.created_at),
        due: None,
    }
}
