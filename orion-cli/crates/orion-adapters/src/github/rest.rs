//! Issues and what happened to them, as the REST interface tells it. What is not needed is not looked at.

use std::fmt::Write as _;

use jiff::Timestamp;
use orion_app::forge::{Issue, IssueStatus};
use orion_core::ids::IssueNumber;
use orion_core::request::{Event, EventKind};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

/// An account.
#[derive(Debug, Deserialize)]
pub(super) struct Account {
    pub(super) login: String,
}

/// A label.
#[derive(Debug, Deserialize)]
pub(super) struct Label {
    pub(super) name: String,
}

/// An issue or a pull request: its lists hold both.
#[derive(Debug, Deserialize)]
pub(super) struct RestIssue {
    number: IssueNumber,
    title: String,
    body: Option<String>,
    state: String,
    state_reason: Option<String>,
    /// Objects, or plain texts: its description allows both.
    labels: Vec<Value>,
    user: Option<Account>,
    #[serde(default)]
    assignees: Vec<Account>,
    created_at: Timestamp,
    closed_at: Option<Timestamp>,
    html_url: String,
    /// It is there when this is a pull request.
    pull_request: Option<IgnoredAny>,
}

impl RestIssue {
    /// The issue; `None` when it is a pull request.
    pub(super) fn issue(self) -> Option<Issue> {
        self.pull_request.is_none().then(|| Issue {
            number: self.number,
            title: self.title,
            body: self.body.unwrap_or_default(),
            status: status(&self.state, self.state_reason.as_deref()),
            labels: self.labels.iter().filter_map(label).collect(),
            author: self.user.map(|account| account.login),
            assignees: logins(self.assignees),
            created_at: self.created_at,
            closed_at: self.closed_at,
            url: self.html_url,
        })
    }
}

/// A label's name.
fn label(label: &Value) -> Option<String> {
    let name = label.get("name").unwrap_or(label);
    name.as_str().map(str::to_owned)
}

/// The logins of accounts.
pub(super) fn logins(accounts: impl IntoIterator<Item = Account>) -> Vec<String> {
    accounts.into_iter().map(|account| account.login).collect()
}

/// A state and its reason, in either interface's spelling.
pub(super) fn status(state: &str, reason: Option<&str>) -> IssueStatus {
    if state.eq_ignore_ascii_case("open") {
        return IssueStatus::Open;
    }
    let is = |known| reason.is_some_and(|reason| reason.eq_ignore_ascii_case(known));
    if is("not_planned") || is("duplicate") {
        IssueStatus::NotPlanned
    } else {
        IssueStatus::Completed
    }
}

/// Something in a timeline.
#[derive(Deserialize)]
struct TimelineItem {
    event: String,
    created_at: Timestamp,
    actor: Option<Account>,
    user: Option<Account>,
    label: Option<Label>,
    body: Option<String>,
}

/// What a timeline's item says; `None` for whatever requests do not look at, or this module does not know.
pub(super) fn event(item: Value) -> Option<Event> {
    let item: TimelineItem = serde_json::from_value(item).ok()?;
    let kind = match item.event.as_str() {
        "labeled" => EventKind::Labeled(item.label?.name),
        "unlabeled" => EventKind::Unlabeled(item.label?.name),
        "commented" => EventKind::Commented(item.body.unwrap_or_default()),
        "closed" => EventKind::Closed,
        "reopened" => EventKind::Reopened,
        _ => return None,
    };
    Some(Event {
        at: item.created_at,
        actor: item.actor.or(item.user).map(|account| account.login),
        kind,
    })
}

/// A text as one part of a path.
pub(super) fn segment(text: &str) -> String {
    let mut segment = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            segment.push(char::from(byte));
        } else {
            // A text takes whatever is written to it.
            let _ = write!(segment, "%{byte:02X}");
        }
    }
    segment
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_segment_is_one_whatever_it_holds() {
        assert_eq!(segment("contract-change"), "contract-change");
        assert_eq!(segment("a/b c?#%ä"), "a%2Fb%20c%3F%23%25%C3%A4");
    }

    #[test]
    fn what_a_timeline_holds_beside_is_passed_over() {
        let at = "2026-03-01T09:00:00Z";
        assert_eq!(event(json!({"event": "new-thing", "created_at": at})), None);
        assert_eq!(event(json!({"event": "committed", "sha": "00"})), None);
        assert_eq!(event(json!("odd")), None);
        let labeled =
            json!({"event": "labeled", "created_at": at, "actor": null, "label": {"name": "x"}});
        assert_eq!(
            event(labeled),
            Some(Event {
                at: at.parse().unwrap(),
                actor: None,
                kind: EventKind::Labeled("x".to_owned()),
            })
        );
    }

    #[test]
    fn labels_are_objects_or_plain_texts() {
        assert_eq!(
            label(&json!({"name": "x", "color": "000000"})),
            Some("x".to_owned())
        );
        assert_eq!(label(&json!("x")), Some("x".to_owned()));
        assert_eq!(label(&json!({"name": null})), None);
    }

    #[test]
    fn a_duplicate_is_not_planned() {
        assert_eq!(status("closed", Some("duplicate")), IssueStatus::NotPlanned);
        assert_eq!(
            status("CLOSED", Some("NOT_PLANNED")),
            IssueStatus::NotPlanned
        );
        assert_eq!(status("closed", None), IssueStatus::Completed);
        assert_eq!(status("open", Some("reopened")), IssueStatus::Open);
    }
}
