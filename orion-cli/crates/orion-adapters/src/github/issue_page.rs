//! A page of issues with their histories, as GraphQL tells it.

use jiff::Timestamp;
use orion_app::forge::{ForgeError, Issue, Tracked};
use orion_core::ids::IssueNumber;
use orion_core::request::{Event, EventKind};
use serde::Deserialize;
use serde_json::Value;

use super::graphql::Part;
use super::rest::{Account, Label, logins, status};

/// A page; an issue that the token may not see has no content.
pub(super) type IssuePage = Connection<Option<Node>>;

#[derive(Deserialize)]
struct Data {
    repository: Option<Repository>,
}

#[derive(Deserialize)]
struct Repository {
    issues: Connection<Option<Node>>,
}

/// A part of a list.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Connection<T> {
    #[serde(default)]
    pub(super) page_info: PageInfo,
    pub(super) nodes: Vec<T>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct PageInfo {
    pub(super) has_next_page: bool,
    has_previous_page: bool,
    pub(super) end_cursor: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Node {
    pub(super) number: IssueNumber,
    title: String,
    body: Option<String>,
    url: String,
    state: String,
    state_reason: Option<String>,
    created_at: Timestamp,
    closed_at: Option<Timestamp>,
    author: Option<Account>,
    labels: Connection<Option<Label>>,
    assignees: Option<Connection<Option<Account>>>,
    timeline_items: Connection<Value>,
}

impl Node {
    /// Whether events are missing that happened before those that are here.
    pub(super) fn is_cut(&self) -> bool {
        self.timeline_items.page_info.has_previous_page
    }

    pub(super) fn tracked(self) -> Tracked {
        let labels = self.labels.nodes.into_iter().flatten();
        let assignees = self
            .assignees
            .into_iter()
            .flat_map(|list| list.nodes)
            .flatten();
        let events = self.timeline_items.nodes.into_iter().filter_map(event);
        Tracked {
            issue: Issue {
                number: self.number,
                title: self.title,
                body: self.body.unwrap_or_default(),
                status: status(&self.state, self.state_reason.as_deref()),
                labels: labels.map(|label| label.name).collect(),
                author: self.author.map(|account| account.login),
                assignees: logins(assignees),
                created_at: self.created_at,
                closed_at: self.closed_at,
                url: self.url,
            },
            events: events.collect(),
        }
    }
}

/// What an event says; `None` for one that this module does not know.
fn event(item: Value) -> Option<Event> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Item {
        #[serde(rename = "__typename")]
        kind: String,
        created_at: Timestamp,
        actor: Option<Account>,
        label: Option<Label>,
    }
    let item: Item = serde_json::from_value(item).ok()?;
    let kind = match item.kind.as_str() {
        "LabeledEvent" => EventKind::Labeled(item.label?.name),
        "UnlabeledEvent" => EventKind::Unlabeled(item.label?.name),
        "ClosedEvent" => EventKind::Closed,
        "ReopenedEvent" => EventKind::Reopened,
        _ => return None,
    };
    Some(Event {
        at: item.created_at,
        actor: item.actor.map(|account| account.login),
        kind,
    })
}

/// The issues of an answer. One with holes that could pass for an issue that is gone, or for one to which nothing
/// happened, is none.
pub(super) fn issues(part: Part) -> Result<IssuePage, ForgeError> {
    let unreadable = |cause: String| ForgeError::Unreadable { cause };
    let read = Data::deserialize(part.data).map_err(|error| error.to_string());
    let page = read.and_then(|data| {
        let repository = data.repository;
        repository
            .map(|repository| repository.issues)
            .ok_or_else(|| "there is no repository in it".to_owned())
    });
    let Some(missing) = part.missing.into_iter().next() else {
        return page.map_err(unreadable);
    };
    let whole = page.ok().filter(|page| {
        page.nodes.iter().all(|node| {
            let events = node.as_ref().map(|node| &node.timeline_items.nodes);
            events.is_some_and(|events| !events.iter().any(Value::is_null))
        })
    });
    whole.ok_or_else(|| unreadable(format!("a part of it is missing ({missing})")))
}
