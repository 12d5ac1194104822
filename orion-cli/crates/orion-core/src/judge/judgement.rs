//! The function itself.

use super::change_set::ChangeSet;
use super::decide::{Circumstances, decide};
use super::overriding::{Overriding, Refused};
use super::owner_note::owners_mentioned;
use super::report::{CheckReport, JudgedChange, Summary, Verdict, hex_where_not_utf8};
use super::rules::{override_in_force, policy_change};
use super::ruling::Ruling;
use super::{Occasion, Overrides, POLICY_FILE, Policies, Redistribution};
use crate::change::Change;
use crate::identity::Actor;

/// All that a verdict depends on.
pub struct Question<'q> {
    /// Who is acting.
    pub actor: Actor,
    /// What changes.
    pub changes: &'q [Change],
    /// What is judged by.
    pub policies: &'q Policies,
    /// What the verdict is for.
    pub occasion: &'q Occasion,
    /// What lets refused changes through.
    pub overrides: Overrides<'q>,
    /// Who is concerned when `workstreams.toml` is among the changes and there is an earlier version.
    pub redistribution: Option<&'q Redistribution>,
}

/// Judges every change.
#[must_use]
pub fn judge(question: &Question<'_>) -> CheckReport {
    let change_set = ChangeSet::new(question.changes);
    let overriding = Overriding::new(question.overrides);
    let mut refused = Vec::new();
    let mut summary = Summary::default();
    let mut changes = Vec::with_capacity(question.changes.len());
    for change in question.changes {
        let mut ruling = under_all_policies(change, question, &change_set);
        if ruling.verdict == Verdict::Denied {
            let reason = overriding.reason(&change.path);
            if reason.is_some() {
                ask_somebody(&mut ruling, question.policies);
            }
            refused.push(Refused {
                path: &change.path,
                needs: ruling.override_needs.clone(),
            });
            if let Some(reason) = reason {
                ruling =
                    override_in_force::check(ruling, reason, &question.actor, question.occasion);
            }
        }
        count(&mut summary, &ruling);
        changes.push(report_on(change, ruling, &change_set));
    }
    CheckReport {
        schema: 1,
        actor: question.actor.clone(),
        owners: owners_mentioned(&changes, question.policies),
        overrides: overriding.reports(&refused),
        notices: Vec::new(),
        changes,
        summary,
    }
}

/// The stricter of the rulings under both versions, and where the change is one of the rules themselves, what
/// that asks for.
fn under_all_policies(
    change: &Change,
    question: &Question<'_>,
    change_set: &ChangeSet<'_>,
) -> Ruling {
    let circumstances = Circumstances {
        actor: &question.actor,
        occasion: question.occasion,
        change_set,
    };
    let mut ruling = decide(change, &question.policies.newest, &circumstances);
    if let Some(base) = &question.policies.base {
        let mut under_base = decide(change, base, &circumstances);
        if let Some(rule) = &mut under_base.rule {
            rule.from_base = true;
        }
        ruling = ruling.stricter(under_base);
    }
    match question.redistribution {
        Some(redistribution) if change.path.as_bytes() == POLICY_FILE.as_bytes() => {
            policy_change::check(ruling, redistribution, &question.actor, question.occasion)
        }
        _ => ruling,
    }
}

/// An overridden change to what nobody owns is for those to approve who answer for the rules.
fn ask_somebody(ruling: &mut Ruling, policies: &Policies) {
    if ruling.owner.is_none() && ruling.override_needs.is_empty() {
        let rule = policies.newest.map.find(POLICY_FILE.as_bytes());
        ruling
            .override_needs
            .extend(rule.map(|rule| rule.owner.clone()));
    }
}

fn count(summary: &mut Summary, ruling: &Ruling) {
    match ruling.verdict {
        Verdict::Allowed => summary.allowed += 1,
        Verdict::NeedsApproval => summary.needs_approval += 1,
        Verdict::Denied => summary.denied += 1,
    }
    if ruling.owner.is_none() {
        summary.unowned += 1;
    }
}

fn report_on(change: &Change, ruling: Ruling, change_set: &ChangeSet<'_>) -> JudgedChange {
    JudgedChange {
        path: change.path.clone(),
        path_hex: hex_where_not_utf8(&change.path),
        previous_path: change.previous_path.clone(),
        moved_to: change_set.moved_to(change).cloned(),
        kind: change.kind,
        owner: ruling.owner,
        access: ruling.access,
        rule: ruling.rule,
        reviewers: ruling.reviewers,
        verdict: ruling.verdict,
        code: ruling.code,
        reason: ruling.reason,
        next: ruling.next,
    }
}
