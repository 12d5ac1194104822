//! Pull requests, and whose move each is.

use jiff::Timestamp;
use orion_core::escape::markdown_line;
use orion_core::identity::workstreams_of_branch;
use orion_core::ids::WorkstreamId;

use super::Item;
use super::requests::workstreams_of;
use crate::forge::{Checks, OverviewPullRequest, PullRequestStatus};
use crate::refresh::Refreshed;
use crate::request::RequestRules;

/// What is known of pull requests.
#[derive(Default)]
pub(super) struct Pulls {
    /// Those that somebody should look at, with whose they are.
    pub(super) waiting: Vec<(Item, Vec<WorkstreamId>)>,
    /// Those that are on their base since then.
    pub(super) merged: Vec<Item>,
    /// Why it is not all, or not the newest.
    pub(super) error: Option<String>,
}

/// Tells whose move it is with each.
pub(super) fn pulls(refreshed: Refreshed, rules: RequestRules<'_>, since: Timestamp) -> Pulls {
    let mut told = Pulls::default();
    let because = refreshed.error.map(|error| error.to_string());
    let Some(kept) = refreshed.kept else {
        told.error = because;
        return told;
    };
    let age = kept.changes_at.filter(|_| because.is_some());
    let because = because.map(|why| match age {
        Some(at) => format!("pull requests since {at}: {why}"),
        None => why,
    });
    let errors: Vec<_> = because.into_iter().chain(kept.missing).collect();
    told.error = (!errors.is_empty()).then(|| errors.join("; "));
    for pull in &kept.overview.pulls {
        let mut theirs: Vec<_> = workstreams_of_branch(&pull.head, rules.workspace)
            .into_iter()
            .cloned()
            .collect();
        if theirs.is_empty() {
            theirs = workstreams_of(pull.author.as_deref(), rules);
        }
        if pull.awaits_review() {
            let mut reviewers: Vec<WorkstreamId> = Vec::new();
            for login in &pull.asked {
                for id in workstreams_of(Some(login), rules) {
                    if !reviewers.contains(&id) {
                        reviewers.push(id);
                    }
                }
            }
            let since = pull.asked_at.max(pull.ready_since());
            let what = awaiting(pull);
            told.waiting
                .push((item(pull, what, reviewers, since), theirs));
        } else if pull.status == PullRequestStatus::Merged && pull.merged_at >= Some(since) {
            let what = "pull request merged".to_owned();
            told.merged.push(item(pull, what, theirs, pull.merged_at));
        }
    }
    told
}

/// How one stands that awaits a review.
fn awaiting(pull: &OverviewPullRequest) -> String {
    let mut what = "pull request awaits review".to_owned();
    if !pull.asked.is_empty() {
        what.push_str(" by ");
        what.push_str(&markdown_line(&pull.asked.join(", ")));
    }
    what.push_str(match pull.state.checks {
        Some(Checks::Failed) => ", checks failed",
        Some(Checks::Pending) => ", checks pending",
        Some(Checks::Passed) | None => "",
    });
    if pull.state.is_mergeable == Some(false) {
        what.push_str(", in conflict");
    }
    what
}

fn item(
    pull: &OverviewPullRequest,
    what: String,
    workstreams: Vec<WorkstreamId>,
    since: Option<Timestamp>,
) -> Item {
    Item {
        what,
        title: pull.title.clone(),
        number: Some(pull.number),
        url: Some(pull.url.clone()),
        workstreams,
        since,
        due: None,
    }
}
