//! `orion contract request`, `orion schema request`: what a request says, worked out from one line of why.

use jiff::Timestamp;
use orion_core::config::Member;
use orion_core::escape;
use orion_core::ids::WorkstreamId;
use orion_core::path::RepoPath;
use orion_core::request::{
    IdempotencyKey, RequestKind, RequestState, Subject, consumers_of, owners_of,
};
use thiserror::Error;

use super::list::due_from;
use super::report::{Fate, RequestReport, SimilarRequest};
use crate::forge::{Forge, ForgeError, Tracked};
use crate::outbox::{Action, Entry};
use crate::ports::Drafts;
use crate::request_rules::RequestRules;
use crate::template::{BodyValues, Consumer, TemplateError, render_body};

/// What somebody asks for.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// A contract's change or a schema's.
    pub kind: RequestKind,
    /// Contracts, events, databases or paths by name; what is drafted when none is named.
    pub what: &'a [String],
    /// Why.
    pub why: &'a str,
    /// The title, where it is not to be made of the rest.
    pub title: Option<&'a str>,
    /// The project's own template.
    pub template: Option<&'a str>,
}

/// Why there is nothing to ask for.
#[derive(Debug, Error)]
pub enum ProposalError {
    /// Nobody said why.
    #[error("a request needs a reason")]
    NoWhy,
    /// Nothing is named, and nothing is drafted.
    #[error("nothing is named, and no {} is changed here", .kind.word())]
    Nothing {
        /// What was looked for.
        kind: RequestKind,
        /// What could be named.
        known: Vec<String>,
    },
    /// Nothing goes by that name.
    #[error("there is no contract, event, database or path `{text}`")]
    Unknown {
        /// The name.
        text: String,
        /// What could be named.
        known: Vec<String>,
    },
    /// Nobody owns what is to be changed.
    #[error("nobody owns {}", .names.join(", "))]
    NoOwner {
        /// What is to be changed.
        names: Vec<String>,
    },
    /// The template is wrong.
    #[error(transparent)]
    Template(#[from] TemplateError),
}

/// A request, ready to be filed.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// What goes into the outbox.
    pub entry: Entry,
    /// What is reported of it; filed it is not yet.
    pub report: RequestReport,
}

/// Works a request out.
///
/// # Errors
/// [`ProposalError`].
pub fn propose(
    ask: Ask<'_>,
    rules: RequestRules<'_>,
    repository: &str,
    drafts: &dyn Drafts,
    now: Timestamp,
) -> Result<Proposal, ProposalError> {
    let why = ask.why.trim();
    if why.is_empty() {
        return Err(ProposalError::NoWhy);
    }
    let subject = subject(ask, rules, drafts)?;
    let owners = owners_of(ask.kind, &subject, rules.workspace, rules.map);
    let names = subject.names();
    if owners.is_empty() {
        return Err(ProposalError::NoOwner { names });
    }
    let mut consumers = consumers_of(&subject, rules.workspace, rules.map);
    consumers.retain(|consumer| !owners.contains(consumer));
    let title = ask.title.map_or_else(
        || format!("{}: {}", names.join(", "), first_line(why)),
        str::to_owned,
    );
    let title = escape::title(&title);
    let key = IdempotencyKey::of(&["file", repository, ask.kind.label(), &names.join("\n"), why]);
    let values = BodyValues {
        why: why.to_owned(),
        database: subject.database.as_ref().map(ToString::to_string),
        contracts: subject
            .contracts
            .iter()
            .map(ToString::to_string)
            .chain(subject.events.iter().map(ToString::to_string))
            .collect(),
        paths: subject.paths.iter().map(ToString::to_string).collect(),
        consumers: consumers.iter().map(|id| consumer(id, rules)).collect(),
        draft: draft(drafts, rules, &subject.files(rules.workspace)),
        marker: key.marker(),
    };
    let body = render_body(ask.kind.label(), ask.template, &values)?;
    let entry = Entry {
        key: key.clone(),
        created_at: now,
        repository: repository.to_owned(),
        action: Action::File {
            title: title.clone(),
            body: body.clone(),
            labels: vec![ask.kind.label().to_owned(), RequestState::Requested.label()],
            assignees: owners.iter().filter_map(|id| assignee(id, rules)).collect(),
        },
        attempts: 0,
        last_error: None,
    };
    let report = RequestReport {
        schema: 1,
        kind: ask.kind,
        fate: Fate::Shown,
        number: None,
        url: None,
        title,
        body,
        subject: names,
        owners,
        consumers,
        key: key.to_string(),
        due: due_from(ask.kind, rules, now),
        because: None,
        similar: Vec::new(),
    };
    Ok(Proposal { entry, report })
}

/// Open requests that may be the same: about something that this one is about too, or with much the same title.
///
/// # Errors
/// [`ForgeError`] when GitHub does not tell.
pub async fn likely_duplicates<F: Forge>(
    proposal: &Proposal,
    forge: &F,
    rules: RequestRules<'_>,
) -> Result<Vec<SimilarRequest>, ForgeError> {
    let kind = proposal.report.kind;
    let open = forge.tracked(&[kind.label()]).await?;
    let names = &proposal.report.subject;
    let is_similar = |tracked: &&Tracked| {
        let theirs = rules.subject(kind, &tracked.issue).names();
        theirs.iter().any(|name| names.contains(name))
            || strsim::jaro_winkler(&tracked.issue.title, &proposal.report.title) > 0.9
    };
    let similar = |tracked: &Tracked| SimilarRequest {
        number: tracked.issue.number,
        title: tracked.issue.title.clone(),
        url: tracked.issue.url.clone(),
        is_same: proposal.entry.key.is_in(&tracked.issue.body),
    };
    Ok(open.iter().filter(is_similar).map(similar).collect())
}

fn subject(
    ask: Ask<'_>,
    rules: RequestRules<'_>,
    drafts: &dyn Drafts,
) -> Result<Subject, ProposalError> {
    let mut subject = Subject::default();
    for text in ask.what {
        let is_database = ask.kind == RequestKind::Schema
            && subject.database.is_none()
            && subject.set_database(text, rules.workspace);
        if !is_database && !subject.add(text, rules.workspace) {
            return Err(ProposalError::Unknown {
                text: text.clone(),
                known: known(ask.kind, rules),
            });
        }
    }
    if subject.is_empty() {
        subject = drafted(ask.kind, rules, drafts);
    }
    if subject.is_empty() {
        return Err(ProposalError::Nothing {
            kind: ask.kind,
            known: known(ask.kind, rules),
        });
    }
    Ok(subject)
}

/// What can be named.
fn known(kind: RequestKind, rules: RequestRules<'_>) -> Vec<String> {
    let workspace = rules.workspace;
    if kind == RequestKind::Schema {
        let databases = workspace.databases.iter();
        return databases
            .map(|database| database.name.to_string())
            .collect();
    }
    let services = workspace.services.iter();
    let contracts = services.clone().flat_map(|service| &service.provides);
    let events = services.flat_map(|service| &service.publishes);
    contracts
        .map(ToString::to_string)
        .chain(events.map(ToString::to_string))
        .collect()
}

/// What is changed here already, of all that could be named.
fn drafted(kind: RequestKind, rules: RequestRules<'_>, drafts: &dyn Drafts) -> Subject {
    let mut drafted = Subject::default();
    for name in known(kind, rules) {
        let mut one = Subject::default();
        let is_named = match kind {
            RequestKind::Schema => one.set_database(&name, rules.workspace),
            RequestKind::Contract => one.add(&name, rules.workspace),
        };
        if !is_named || draft(drafts, rules, &one.files(rules.workspace)).is_none() {
            continue;
        }
        drafted.contracts.append(&mut one.contracts);
        drafted.events.append(&mut one.events);
        drafted.database = drafted.database.or(one.database);
    }
    drafted
}

/// The difference to the base branch, here or at the remote; none where there is no such branch, or no difference.
fn draft(drafts: &dyn Drafts, rules: RequestRules<'_>, files: &[RepoPath]) -> Option<String> {
    if files.is_empty() {
        return None;
    }
    let base = &rules.workspace.project.base;
    let bases = [base.clone(), format!("origin/{base}")];
    let text = bases
        .iter()
        .find_map(|base| drafts.draft(base, files).ok())?;
    (!text.is_empty()).then(|| String::from_utf8_lossy(&text).into_owned())
}

fn consumer(id: &WorkstreamId, rules: RequestRules<'_>) -> Consumer {
    let workstream = rules.workspace.workstream(id);
    Consumer {
        workstream: id.to_string(),
        title: workstream.map_or_else(|| id.to_string(), |it| it.title.clone()),
        lead: rules.lead(id).map(ToString::to_string),
    }
}

/// An issue can be assigned to a person, not to a team.
fn assignee(id: &WorkstreamId, rules: RequestRules<'_>) -> Option<String> {
    match rules.lead(id)? {
        Member::Login(login) => Some(login.clone()),
        Member::Team(_) | Member::Email(_) => None,
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
