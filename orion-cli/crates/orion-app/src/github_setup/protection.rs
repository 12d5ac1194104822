//! The protection of the base branch: a pull request, an approval, the check, and a history that stays.

use super::{FieldChange, ProtectionItem, SetupStatus};
use crate::forge::{ForgeError, Mechanism, Protection, Protections};

/// The approvals that a pull request needs at least.
const APPROVALS: u64 = 1;

/// Brings the protection to what it has to be at least. What is stricter already stays so.
pub(super) async fn protection(
    forge: &impl Protections,
    branch: &str,
    checks: Vec<String>,
    dry_run: bool,
) -> ProtectionItem {
    let mut item = ProtectionItem {
        branch: branch.to_owned(),
        by: None,
        status: SetupStatus::AsItWas,
        changes: Vec::new(),
        because: None,
        needs: None,
    };
    let (mechanism, there) = match forge.protection(branch).await {
        Ok(found) => found,
        Err(error) => return refused(item, &error),
    };
    item.by = Some(
        match mechanism {
            Mechanism::Ruleset => "ruleset",
            Mechanism::Branch => "branch",
        }
        .to_owned(),
    );
    let wanted = at_least(there.as_ref(), checks);
    item.changes = changes(there.as_ref(), &wanted);
    if item.changes.is_empty() {
        return item;
    }
    item.status = match there {
        None => SetupStatus::Added,
        Some(_) => SetupStatus::Changed,
    };
    if dry_run {
        return item;
    }
    match forge.protect(mechanism, branch, &wanted).await {
        Ok(()) => item,
        Err(error) => refused(item, &error),
    }
}

fn refused(item: ProtectionItem, error: &ForgeError) -> ProtectionItem {
    let needs = match error {
        ForgeError::Forbidden { accepted, .. } => accepted.clone(),
        _ => None,
    };
    ProtectionItem {
        status: SetupStatus::Refused,
        because: Some(error.to_string()),
        needs,
        ..item
    }
}

/// What has to hold, and what holds already beyond that.
fn at_least(there: Option<&Protection>, checks: Vec<String>) -> Protection {
    let mut all = there.map_or_else(Vec::new, |it| it.checks.clone());
    for check in checks {
        if !all.contains(&check) {
            all.push(check);
        }
    }
    let approvals = there.and_then(|it| it.approvals).unwrap_or_default();
    Protection {
        enforced: true,
        covers_branch: true,
        approvals: Some(approvals.max(APPROVALS)),
        owners_approve: true,
        dismisses_stale: true,
        checks: all,
        may_be_rewritten: false,
        may_be_deleted: false,
    }
}

/// Each part that says something else.
fn changes(there: Option<&Protection>, wanted: &Protection) -> Vec<FieldChange> {
    let wanted = fields(wanted);
    let there = there.map(fields);
    let mut changes = Vec::new();
    for (at, (field, to)) in wanted.into_iter().enumerate() {
        let from = there.as_ref().map(|fields| fields[at].1.clone());
        if from.as_ref() != Some(&to) {
            changes.push(FieldChange {
                field: field.to_owned(),
                from,
                to,
            });
        }
    }
    changes
}

fn fields(protection: &Protection) -> [(&'static str, String); 8] {
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let approvals = protection.approvals;
    [
        ("in force", yes(protection.enforced)),
        ("covers the branch", yes(protection.covers_branch)),
        (
            "approvals of a pull request",
            approvals.map_or_else(|| "no pull request needed".to_owned(), |it| it.to_string()),
        ),
        ("owners approve", yes(protection.owners_approve)),
        (
            "a push takes approvals back",
            yes(protection.dismisses_stale),
        ),
        (
            "required checks",
            if protection.checks.is_empty() {
                "none".to_owned()
            } else {
                protection.checks.join(", ")
            },
        ),
        ("history may be rewritten", yes(protection.may_be_rewritten)),
        ("may be deleted", yes(protection.may_be_deleted)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stricter_stays() {
        let strict = Protection {
            approvals: Some(3),
            checks: vec!["build".to_owned()],
            ..at_least(None, Vec::new())
        };
        let wanted = at_least(Some(&strict), vec!["orion check".to_owned()]);
        assert_eq!(wanted.approvals, Some(3));
        let changed = changes(Some(&strict), &wanted);
        assert_eq!(
            changed,
            [FieldChange {
                field: "required checks".to_owned(),
                from: Some("build".to_owned()),
                to: "build, orion check".to_owned(),
            }]
        );
        assert_eq!(changes(Some(&wanted), &wanted), []);
        assert_eq!(changes(None, &wanted).len(), 8);
    }
}
