//! The rows of the overview, as GraphQL tells them.

use jiff::Timestamp;
use orion_app::forge::{
    Checks, LabelSince, OverviewIssue, OverviewPullRequest, PullRequestStatus, PullState, Review,
    ReviewDecision,
};
use orion_core::ids::IssueNumber;
use serde::Deserialize;

use super::issue_page::Connection;
use super::rest::{Account, Label, logins};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct IssueRow {
    number: IssueNumber,
    title: String,
    url: String,
    state: String,
    created_at: Timestamp,
    updated_at: Timestamp,
    author: Option<Account>,
    labels: Connection<Option<Label>>,
    assignees: Option<Connection<Option<Account>>>,
    /// Kinds that this module does not know have no members, and none is empty.
    timeline_items: Connection<Happened>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Happened {
    #[serde(rename = "__typename")]
    kind: String,
    created_at: Option<Timestamp>,
    label: Option<Label>,
}

/// When the last of these kinds happened.
fn last(events: &[Happened], kinds: &[&str]) -> Option<Timestamp> {
    let events = events.iter().filter(|event| kinds.contains(&&*event.kind));
    events.filter_map(|event| event.created_at).max()
}

/// Since when a label is there: its last event, unless that took it away.
fn since(events: &[Happened], name: &str) -> Option<Timestamp> {
    let of_label = |event: &&Happened| event.label.as_ref().is_some_and(|it| it.name == name);
    let event = events.iter().rfind(of_label)?;
    event.created_at.filter(|_| event.kind == "LabeledEvent")
}

impl IssueRow {
    pub(super) fn issue(self) -> OverviewIssue {
        let events = self.timeline_items.nodes;
        let labels = self.labels.nodes.into_iter().flatten();
        let labels = labels.map(|label| LabelSince {
            since: since(&events, &label.name),
            name: label.name,
        });
        let assignees = self.assignees.into_iter().flat_map(|list| list.nodes);
        OverviewIssue {
            number: self.number,
            title: self.title,
            url: self.url,
            is_open: self.state == "OPEN",
            author: self.author.map(|account| account.login),
            assignees: logins(assignees.flatten()),
            labels: labels.collect(),
            created_at: self.created_at,
            updated_at: self.updated_at,
            turned_at: last(&events, &["ClosedEvent", "ReopenedEvent"]),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StateRow {
    id: String,
    head_ref_oid: String,
    review_decision: Option<String>,
    mergeable: Option<String>,
    status_check_rollup: Option<Rollup>,
}

#[derive(Deserialize)]
struct Rollup {
    state: String,
}

impl StateRow {
    pub(super) fn state(self) -> PullState {
        PullState {
            id: self.id,
            head_id: self.head_ref_oid,
            decision: match self.review_decision.as_deref() {
                Some("APPROVED") => Some(ReviewDecision::Approved),
                Some("CHANGES_REQUESTED") => Some(ReviewDecision::ChangesRequested),
                Some("REVIEW_REQUIRED") => Some(ReviewDecision::ReviewRequired),
                _ => None,
            },
            is_mergeable: match self.mergeable.as_deref() {
                Some("MERGEABLE") => Some(true),
                Some("CONFLICTING") => Some(false),
                _ => None,
            },
            // No roll-up: there are no checks, which is not the same as checks that are not through.
            checks: self
                .status_check_rollup
                .map(|it| Checks::of_rollup(&it.state)),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PullRow {
    #[serde(flatten)]
    standing: StateRow,
    number: IssueNumber,
    title: String,
    url: String,
    state: String,
    is_draft: bool,
    created_at: Timestamp,
    pub(super) updated_at: Timestamp,
    merged_at: Option<Timestamp>,
    closed_at: Option<Timestamp>,
    head_ref_name: String,
    base_ref_name: String,
    author: Option<Account>,
    labels: Option<Connection<Option<Label>>>,
    review_requests: Option<Connection<Option<Asked>>>,
    reviews: Option<Connection<Option<ReviewRow>>>,
    timeline_items: Connection<Happened>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    requested_reviewer: Option<Reviewer>,
}

#[derive(Deserialize)]
struct Reviewer {
    login: Option<String>,
    slug: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ReviewRow {
    state: String,
    submitted_at: Option<Timestamp>,
    author: Option<ReviewAuthor>,
}

/// Whoever wrote a review. Programs are told by their kind: their login is the app's name, without `[bot]`.
#[derive(Deserialize)]
struct ReviewAuthor {
    #[serde(rename = "__typename")]
    kind: String,
    login: String,
}

fn nodes<T>(list: Option<Connection<Option<T>>>) -> impl Iterator<Item = T> {
    list.into_iter().flat_map(|list| list.nodes).flatten()
}

impl PullRow {
    pub(super) fn pull(self) -> OverviewPullRequest {
        let events = self.timeline_items.nodes;
        let asked = nodes(self.review_requests).filter_map(|it| it.requested_reviewer);
        let asked = asked.filter_map(|reviewer| reviewer.login.or(reviewer.slug));
        let reviews = nodes(self.reviews).filter_map(|review| {
            let author = review.author.as_ref();
            Some(Review {
                is_bot: author.is_some_and(|author| author.kind == "Bot"),
                author: review.author.map(|author| author.login),
                state: review.state,
                // One that is not sent yet has no time.
                at: review.submitted_at?,
            })
        });
        OverviewPullRequest {
            number: self.number,
            title: self.title,
            url: self.url,
            status: match self.state.as_str() {
                "OPEN" => PullRequestStatus::Open,
                "MERGED" => PullRequestStatus::Merged,
                _ => PullRequestStatus::Closed,
            },
            is_draft: self.is_draft,
            author: self.author.map(|account| account.login),
            head: self.head_ref_name,
            base: self.base_ref_name,
            created_at: self.created_at,
            updated_at: self.updated_at,
            merged_at: self.merged_at,
            closed_at: self.closed_at,
            labels: nodes(self.labels).map(|label| label.name).collect(),
            asked: asked.collect(),
            reviews: reviews.collect(),
            ready_at: last(&events, &["ReadyForReviewEvent"]),
            asked_at: last(&events, &["ReviewRequestedEvent"]),
            state: self.standing.state(),
        }
    }
}
