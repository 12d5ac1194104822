//! Asks each source in turn; the first that tells anything decides.

use super::declared::{names_anything, workstreams_named};
use super::member::memberships;
use super::{Actor, IdentityFacts, IdentitySource, UnknownWorkstreams, workstreams_of_branch};
use crate::config::{BranchTemplate, Workspace};
use crate::ids::WorkstreamId;

/// Finds out who is acting: `--as`, then `ORION_WORKSTREAM`, then git config `orion.workstream`, then the
/// branch's name by `[identity] branch`, then the author's e-mail address or GitHub login in `members` (or as
/// `lead`). A source that says nothing is passed over, and so is a branch that names no known workstream.
///
/// # Errors
/// [`UnknownWorkstreams`] when a flag, variable or setting names what is no workstream.
pub fn resolve(facts: &IdentityFacts, workspace: &Workspace) -> Result<Actor, UnknownWorkstreams> {
    resolve_among(facts, &[workspace])
}

/// The same, when `workstreams.toml` itself differs between the base and the change. What people say of
/// themselves, by name or by branch, may be a workstream of either version: one that the change adds or takes
/// away. A member is one only where *both* versions list them, so that nobody becomes a member by the very
/// change that is judged.
///
/// # Errors
/// [`UnknownWorkstreams`] when a flag, variable or setting names what is no workstream.
pub fn resolve_under_both(
    facts: &IdentityFacts,
    base: &Workspace,
    new: &Workspace,
) -> Result<Actor, UnknownWorkstreams> {
    resolve_among(facts, &[new, base])
}

fn resolve_among(
    facts: &IdentityFacts,
    versions: &[&Workspace],
) -> Result<Actor, UnknownWorkstreams> {
    if let Some(actor) = by_declaration(facts, versions)? {
        return Ok(actor);
    }
    Ok(versions
        .iter()
        .find_map(|version| by_branch(facts, version))
        .or_else(|| by_membership(facts, versions))
        .unwrap_or_else(|| nobody(facts, versions)))
}

fn by_declaration(
    facts: &IdentityFacts,
    versions: &[&Workspace],
) -> Result<Option<Actor>, UnknownWorkstreams> {
    let set = |text: &'_ &str| names_anything(text);
    let declared = [
        (IdentitySource::Flag, "`--as`", facts.flag.as_deref()),
        (
            IdentitySource::Environment,
            "`ORION_WORKSTREAM`",
            facts.environment.as_deref().filter(set),
        ),
        (
            IdentitySource::GitConfig,
            "git config `orion.workstream`",
            facts.git_config.as_deref().filter(set),
        ),
    ];
    for (source, place, text) in declared {
        if let Some(text) = text {
            let workstreams = workstreams_named(text, place, versions)?;
            return Ok(Some(Actor {
                evidence: format!("{place} says {}", list(&workstreams)),
                workstreams,
                source,
            }));
        }
    }
    Ok(None)
}

fn by_branch(facts: &IdentityFacts, workspace: &Workspace) -> Option<Actor> {
    let branch = facts.branch.as_deref()?;
    let template = workspace.identity.branch.as_ref()?;
    let found = workstreams_of_branch(branch, workspace);
    (!found.is_empty()).then(|| Actor {
        workstreams: found.into_iter().cloned().collect(),
        source: IdentitySource::Branch,
        evidence: format!("branch `{branch}` matches `{}`", written(template)),
    })
}

fn by_membership(facts: &IdentityFacts, versions: &[&Workspace]) -> Option<Actor> {
    let (newest, earlier) = versions.split_first()?;
    let mut listed = memberships(facts, newest);
    for version in earlier {
        let before = memberships(facts, version);
        listed.retain(|(workstream, _)| before.iter().any(|(id, _)| id == workstream));
    }
    (!listed.is_empty()).then(|| Actor {
        evidence: evidence_of_membership(&listed),
        workstreams: listed
            .into_iter()
            .map(|(workstream, _)| workstream)
            .collect(),
        source: IdentitySource::Member,
    })
}

fn evidence_of_membership(listed: &[(WorkstreamId, String)]) -> String {
    let mut by_name: Vec<(&str, Vec<WorkstreamId>)> = Vec::new();
    for (workstream, name) in listed {
        match by_name.iter_mut().find(|(known, _)| known == name) {
            Some((_, workstreams)) => workstreams.push(workstream.clone()),
            None => by_name.push((name, vec![workstream.clone()])),
        }
    }
    let sentences: Vec<String> = by_name
        .iter()
        .map(|(name, workstreams)| format!("`{name}` is a member of {}", list(workstreams)))
        .collect();
    sentences.join(", ")
}

fn nobody(facts: &IdentityFacts, versions: &[&Workspace]) -> Actor {
    let mut looked_at = Vec::new();
    if let Some(branch) = &facts.branch {
        let template = versions
            .iter()
            .find_map(|version| version.identity.branch.as_ref());
        looked_at.push(match template {
            Some(template) => format!(
                "branch `{branch}` names no workstream by `{}`",
                written(template)
            ),
            None => format!("no `[identity] branch` says what branch `{branch}` means"),
        });
    }
    let names = [
        facts.email.clone(),
        facts.login.as_ref().map(|login| format!("@{login}")),
    ];
    looked_at.extend(names.into_iter().flatten().map(|name| {
        let listed_by_the_change = versions.len() > 1
            && versions
                .iter()
                .any(|version| !memberships(facts, version).is_empty());
        if listed_by_the_change {
            format!("`{name}` is a member only before or after this change")
        } else {
            format!("`{name}` is in no `members`")
        }
    }));
    if looked_at.is_empty() {
        looked_at.push("neither a branch nor an author is known".to_owned());
    }
    Actor {
        workstreams: Vec::new(),
        source: IdentitySource::None,
        evidence: looked_at.join(", "),
    }
}

fn written(template: &BranchTemplate) -> String {
    format!("{}{{workstream}}{}", template.before, template.after)
}

fn list(workstreams: &[WorkstreamId]) -> String {
    let names: Vec<String> = workstreams.iter().map(|id| format!("`{id}`")).collect();
    names.join(", ")
}
