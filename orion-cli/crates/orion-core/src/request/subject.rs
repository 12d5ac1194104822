//! What a request is about, whose that is, and who builds on it: from `workstreams.toml`, never from what the request
//! says of itself.

use std::collections::BTreeSet;

use super::RequestKind;
use crate::config::{Member, Service, Workspace};
use crate::escape::lines_outside_code;
use crate::ids::{ContractName, DatabaseName, EventName, WorkstreamId};
use crate::ownership::OwnershipMap;
use crate::path::RepoPath;

/// The headings of an issue under which its subject stands; the templates and the forms have the same.
const WHAT_CHANGES: &str = "What changes";
const WHICH_DATABASE: &str = "Which database";

/// What a request is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// API contracts.
    pub contracts: Vec<ContractName>,
    /// Events.
    pub events: Vec<EventName>,
    /// The database, for a change of a schema.
    pub database: Option<DatabaseName>,
    /// Paths that stand for none of those.
    pub paths: Vec<RepoPath>,
}

impl Subject {
    /// Takes a name or a path that somebody gave, if anything here goes by it: a path has a `/` in it, and the
    /// document of a contract or event stands for that.
    pub fn add(&mut self, text: &str, workspace: &Workspace) -> bool {
        let documents = &workspace.contracts;
        let stands_for = |template: Option<&crate::config::DocumentTemplate>, name: &str| {
            text == name || template.is_some_and(|it| it.path(name).as_bytes() == text.as_bytes())
        };
        let contract = workspace
            .services
            .iter()
            .flat_map(|service| service.provides.iter().chain(&service.consumes))
            .find(|name| stands_for(documents.documents.as_ref(), name.as_str()));
        let event = workspace
            .services
            .iter()
            .flat_map(|service| service.publishes.iter().chain(&service.subscribes))
            .find(|name| stands_for(documents.events.as_ref(), name.as_str()));
        if let Some(name) = contract {
            push_new(&mut self.contracts, name.clone());
        } else if let Some(name) = event {
            push_new(&mut self.events, name.clone());
        } else if text.contains('/') && !text.contains(char::is_whitespace) {
            push_new(&mut self.paths, RepoPath::from(text));
        } else {
            return false;
        }
        true
    }

    /// Takes the database of that name, if there is one.
    pub fn set_database(&mut self, text: &str, workspace: &Workspace) -> bool {
        let database = workspace.databases.iter();
        let found = database.map(|it| &it.name).find(|it| it.as_str() == text);
        self.database = found.cloned();
        found.is_some()
    }

    /// Reads it from the text of an issue, whoever wrote that: each line under the heading is a name or a path, with
    /// or without a bullet and backticks; other lines are passed over.
    #[must_use]
    pub fn read(kind: RequestKind, body: &str, workspace: &Workspace) -> Self {
        let mut subject = Self::default();
        for line in section(body, WHAT_CHANGES) {
            subject.add(line, workspace);
        }
        if kind == RequestKind::Schema {
            for line in section(body, WHICH_DATABASE) {
                if subject.set_database(line, workspace) {
                    break;
                }
            }
        }
        subject
    }

    /// Whether it is about nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.contracts.is_empty()
            && self.events.is_empty()
            && self.database.is_none()
            && self.paths.is_empty()
    }

    /// Its names, for people: contracts, then events, the database, paths.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let contracts = self.contracts.iter().map(ToString::to_string);
        let events = self.events.iter().map(ToString::to_string);
        let database = self.database.iter().map(ToString::to_string);
        let paths = self.paths.iter().map(ToString::to_string);
        contracts
            .chain(events)
            .chain(database)
            .chain(paths)
            .collect()
    }

    /// The files that it is about: documents of contracts and events, migrations of a database, and its paths.
    #[must_use]
    pub fn files(&self, workspace: &Workspace) -> Vec<RepoPath> {
        let settings = &workspace.contracts;
        let contracts = settings.documents.iter().flat_map(|template| {
            let names = self.contracts.iter();
            names.map(|name| template.path(name.as_str()))
        });
        let events = settings.events.iter().flat_map(|template| {
            let names = self.events.iter();
            names.map(|name| template.path(name.as_str()))
        });
        let database = self.database.iter();
        let database = database.filter_map(|name| workspace.database(name)?.migrations.clone());
        let paths = self.paths.iter().cloned();
        contracts
            .chain(events)
            .chain(database)
            .chain(paths)
            .collect()
    }
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// What stands on the lines under a heading: in backticks, else the line without its bullet and the word `contract`
/// or `event`. Of several such headings the last counts, and none in a block of code does: what a requester writes of
/// their reasons stands before it, and may have headings of its own.
fn section<'b>(body: &'b str, heading: &str) -> impl Iterator<Item = &'b str> {
    let mut below = Vec::new();
    let mut is_below = false;
    for line in lines_outside_code(body) {
        if !line.starts_with('#') {
            if is_below {
                below.push(line);
            }
            continue;
        }
        is_below = line.trim_start_matches('#').trim() == heading;
        if is_below {
            below.clear();
        }
    }
    below.into_iter().map(named).filter(|name| !name.is_empty())
}

fn named(line: &str) -> &str {
    if let Some(code) = line.split('`').nth(1) {
        return code.trim();
    }
    let line = line.trim().trim_start_matches(['-', '*']).trim_start();
    let mut words = ["contract ", "event "].into_iter();
    let name = words.find_map(|word| line.strip_prefix(word));
    name.unwrap_or(line).trim()
}

/// The workstreams that decide, in the file's order: who owns the contract's document, or who serves it where it has
/// none; of a database's schema those that review its migrations, or their owner where nobody does.
#[must_use]
pub fn owners_of(
    kind: RequestKind,
    subject: &Subject,
    workspace: &Workspace,
    map: &OwnershipMap,
) -> Vec<WorkstreamId> {
    let mut owners = BTreeSet::new();
    for file in subject.files(workspace) {
        if let Some(rule) = map.find(file.as_bytes()) {
            if kind == RequestKind::Schema && !rule.review.is_empty() {
                owners.extend(&rule.review);
            } else {
                owners.insert(&rule.owner);
            }
        }
    }
    if owners.is_empty() {
        let serves = |service: &&Service| {
            let provides = service.provides.iter();
            let publishes = service.publishes.iter();
            provides
                .clone()
                .any(|name| subject.contracts.contains(name))
                || publishes.clone().any(|name| subject.events.contains(name))
        };
        let services = workspace.services.iter().filter(serves);
        owners.extend(services.map(|service| &service.workstream));
    }
    in_order(workspace, |id| owners.contains(id))
}

/// The workstreams that build on it, in the file's order. Of a path that is no document of a contract it cannot be
/// told which contract it makes: then those count that build on anything of the same owner.
#[must_use]
pub fn consumers_of(
    subject: &Subject,
    workspace: &Workspace,
    map: &OwnershipMap,
) -> Vec<WorkstreamId> {
    let mut wide = subject.clone();
    let of_paths: BTreeSet<_> = subject
        .paths
        .iter()
        .filter_map(|path| Some(&map.find(path.as_bytes())?.owner))
        .collect();
    for service in &workspace.services {
        for name in &service.provides {
            let one = Subject {
                contracts: vec![name.clone()],
                ..Subject::default()
            };
            let owners = owners_of(RequestKind::Contract, &one, workspace, map);
            if owners.iter().any(|owner| of_paths.contains(owner)) {
                push_new(&mut wide.contracts, name.clone());
            }
        }
    }
    let builds_on_it = |service: &&Service| {
        let mut consumes = service.consumes.iter();
        let mut subscribes = service.subscribes.iter();
        consumes.any(|name| wide.contracts.contains(name))
            || subscribes.any(|name| wide.events.contains(name))
    };
    let services = workspace.services.iter().filter(builds_on_it);
    let consumers: BTreeSet<_> = services.map(|service| &service.workstream).collect();
    in_order(workspace, |id| consumers.contains(id))
}

fn in_order(workspace: &Workspace, is_in: impl Fn(&WorkstreamId) -> bool) -> Vec<WorkstreamId> {
    let ids = workspace.workstreams.iter().map(|it| &it.id);
    ids.filter(|id| is_in(id)).cloned().collect()
}

/// Whether a GitHub login is a member, or the lead, of one of the workstreams, by itself or through a team that was
/// looked up. Other teams, and addresses, say nothing of a login.
#[must_use]
pub fn is_member(login: &str, workstreams: &[WorkstreamId], workspace: &Workspace) -> bool {
    members_of(workstreams, workspace).any(|member| match member {
        Member::Login(name) => name.eq_ignore_ascii_case(login),
        Member::Team(team) => {
            let mut logins = workspace.teams.get(team).into_iter().flatten();
            logins.any(|name| name.eq_ignore_ascii_case(login))
        }
        Member::Email(_) => false,
    })
}

/// The members of the workstreams that say nothing of a login: addresses, and teams that were not looked up. Each is
/// there once, in the file's order.
#[must_use]
pub fn unmatched_members(workstreams: &[WorkstreamId], workspace: &Workspace) -> Vec<Member> {
    let mut unmatched = Vec::new();
    for member in members_of(workstreams, workspace) {
        let is_matched = match member {
            Member::Login(_) => true,
            Member::Team(team) => workspace.teams.contains_key(team),
            Member::Email(_) => false,
        };
        if !is_matched {
            push_new(&mut unmatched, member.clone());
        }
    }
    unmatched
}

fn members_of<'w>(
    workstreams: &'w [WorkstreamId],
    workspace: &'w Workspace,
) -> impl Iterator<Item = &'w Member> {
    workstreams
        .iter()
        .filter_map(|id| workspace.workstream(id))
        .flat_map(|workstream| workstream.members.iter().chain(&workstream.lead))
}
