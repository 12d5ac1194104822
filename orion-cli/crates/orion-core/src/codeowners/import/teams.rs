//! Each set of owners becomes a workstream.

use std::collections::HashMap;

use crate::codeowners::owner::{Owner, OwnerSet};
use crate::codeowners::parse::Line;
use crate::proposal::{Names, ProposedWorkstream, title_of};

/// The sets of owners of a file, each once, in the order in which they first appear.
#[derive(Debug, Clone, Default)]
pub(super) struct Teams {
    teams: Vec<Vec<Owner>>,
    by_line: Vec<usize>,
}

impl Teams {
    pub(super) fn new(lines: &[Line]) -> Self {
        let mut known: HashMap<OwnerSet, usize> = HashMap::new();
        let mut teams: Vec<Vec<Owner>> = Vec::new();
        let by_line = lines
            .iter()
            .map(|line| {
                *known.entry(line.owner_set()).or_insert_with(|| {
                    teams.push(distinct(&line.owners));
                    teams.len() - 1
                })
            })
            .collect();
        Self { teams, by_line }
    }

    /// Which team a line names.
    pub(super) fn of_line(&self, line: usize) -> usize {
        self.by_line[line]
    }

    /// Whether the team is nobody: what a line without owners names.
    pub(super) fn is_nobody(&self, team: usize) -> bool {
        self.teams[team].is_empty()
    }

    /// The team as a set.
    pub(super) fn owners(&self, team: usize) -> OwnerSet {
        self.teams[team].iter().collect()
    }

    /// A workstream for each team, still without paths.
    pub(super) fn workstreams(&self) -> Vec<ProposedWorkstream> {
        let mut names = Names::default();
        self.teams
            .iter()
            .map(|owners| {
                let called: Vec<&str> = owners.iter().map(name).collect();
                let (id, title) = match called.as_slice() {
                    [] => ("everyone".to_owned(), "Everyone".to_owned()),
                    [one] => ((*one).to_owned(), title_of(one)),
                    [one, other] => (
                        format!("{one}-and-{other}"),
                        format!("{} and {}", title_of(one), title_of(other)),
                    ),
                    [one, rest @ ..] => (
                        format!("{one}-and-{}-more", rest.len()),
                        format!("{} and {} more", title_of(one), rest.len()),
                    ),
                };
                ProposedWorkstream {
                    id: names.id(&id),
                    title,
                    about: match owners.len() {
                        0 => "What CODEOWNERS takes away from its owners: everyone may change it."
                            .to_owned(),
                        1 => String::new(),
                        _ => "CODEOWNERS names them together: any one of them may approve."
                            .to_owned(),
                    },
                    members: owners.iter().map(Owner::to_string).collect(),
                    owns: Vec::new(),
                }
            })
            .collect()
    }
}

fn distinct(owners: &[Owner]) -> Vec<Owner> {
    let mut distinct: Vec<Owner> = Vec::new();
    for owner in owners {
        if distinct.iter().all(|known| known.key() != owner.key()) {
            distinct.push(owner.clone());
        }
    }
    distinct
}

/// What an owner is called: the team without its organisation, the address without its host.
fn name(owner: &Owner) -> &str {
    let text = owner.as_str();
    match text.strip_prefix('@') {
        Some(login) => login.rsplit('/').next().unwrap_or(login),
        None => text.split('@').next().unwrap_or(text),
    }
}
