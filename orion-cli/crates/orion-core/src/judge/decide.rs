//! The verdict on one change under one version of the rules.

use super::Occasion;
use super::case::{Case, Meeting};
use super::change_set::ChangeSet;
use super::policy::Policy;
use super::rules::{
    approval_needed, foreign_exclusive, foreign_full, nobody_acting, read_only, reviewers_needed,
    unowned,
};
use super::ruling::Ruling;
use crate::change::{Change, EntryType};
use crate::identity::Actor;
use crate::ownership::{Access, OwnershipRule};

/// What stays the same for all changes that are judged together.
pub(super) struct Circumstances<'c> {
    pub(super) actor: &'c Actor,
    pub(super) occasion: &'c Occasion,
    pub(super) change_set: &'c ChangeSet<'c>,
}

/// The strictest saying of all the rules that a change meets: the one that decides its path; where it is a
/// link or a submodule, the one that decides what lies below; and those whose directory it stands above.
pub(super) fn decide(
    change: &Change,
    policy: &Policy,
    circumstances: &Circumstances<'_>,
) -> Ruling {
    let path = change.path.as_bytes();
    let at = policy.map.find(path);
    let mut ruling = under_rule(change, policy, circumstances, Meeting::At, at);
    if stands_for_a_directory(change) {
        let entry_below = [path, b"/"].concat();
        let below = policy.map.find(&entry_below);
        if let Some(rule) = below.filter(|rule| !same(at, rule)) {
            ruling = ruling.stricter(under_rule(
                change,
                policy,
                circumstances,
                Meeting::At,
                Some(rule),
            ));
        }
    }
    for rule in policy.map.below(path) {
        ruling = ruling.stricter(under_rule(
            change,
            policy,
            circumstances,
            Meeting::Above,
            Some(rule),
        ));
    }
    ruling
}

/// Whether the entry is, or was, something that may hold files as a directory does.
fn stands_for_a_directory(change: &Change) -> bool {
    [change.before, change.after]
        .iter()
        .any(|entry| matches!(entry, EntryType::Symlink | EntryType::Submodule))
}

fn same(one: Option<&OwnershipRule>, other: &OwnershipRule) -> bool {
    one.is_some_and(|one| std::ptr::eq(one, other))
}

fn under_rule(
    change: &Change,
    policy: &Policy,
    circumstances: &Circumstances<'_>,
    meeting: Meeting,
    rule: Option<&OwnershipRule>,
) -> Ruling {
    let case = Case {
        path: &change.path,
        meeting,
        rule,
        unowned: policy.workspace.ownership.unowned,
        actor: circumstances.actor,
        occasion: circumstances.occasion,
    };
    let Some(rule) = rule else {
        return if case.actor.is_nobody() {
            nobody_acting::check(&case)
        } else {
            unowned::check(&case)
        };
    };
    if let Some(source) = circumstances.change_set.changed_source(&rule.derived_from) {
        return Ruling {
            reason: format!(
                "`{}` is made from `{source}`, which changes too",
                change.path
            ),
            ..case.allowed()
        };
    }
    if rule.access == Access::ReadOnly {
        return read_only::check(&case, rule);
    }
    if rule.access == Access::Shared || case.actor.acts_for(&rule.owner) {
        return reviewers_needed::check(&case, rule);
    }
    if case.actor.is_nobody() {
        return nobody_acting::check(&case);
    }
    match rule.access {
        Access::Exclusive => foreign_exclusive::check(&case, rule),
        Access::Approval => approval_needed::check(&case, rule),
        Access::Full | Access::ReadOnly | Access::Shared => foreign_full::check(&case, rule),
    }
}
