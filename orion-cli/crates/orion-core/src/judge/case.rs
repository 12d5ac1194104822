//! One change under one rule, with all that its verdict depends on.

use super::ruling::{Ruling, add_each_once};
use super::{Occasion, Verdict};
use crate::codes::Code;
use crate::config::UnownedPolicy;
use crate::identity::Actor;
use crate::ids::WorkstreamId;
use crate::ownership::OwnershipRule;
use crate::path::RepoPath;

/// How a change meets a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meeting {
    /// The rule decides the path itself.
    At,
    /// A link, a submodule or a file stands where the rule's paths would have their directory.
    Above,
}

/// One change under one rule.
pub(super) struct Case<'c> {
    pub(super) path: &'c RepoPath,
    pub(super) meeting: Meeting,
    /// `None`: nobody owns the path.
    pub(super) rule: Option<&'c OwnershipRule>,
    pub(super) unowned: UnownedPolicy,
    pub(super) actor: &'c Actor,
    pub(super) occasion: &'c Occasion,
}

impl Case<'_> {
    /// Of these workstreams, the ones that are still to be asked: neither the actor's own, nor such as have
    /// approved; each once.
    pub(super) fn still_to_ask<'w>(
        &self,
        workstreams: impl IntoIterator<Item = &'w WorkstreamId>,
    ) -> Vec<WorkstreamId> {
        still_to_ask(self.actor, self.occasion, workstreams)
    }

    /// The owner and the rule's reviewers, as far as they are still to be asked.
    pub(super) fn owner_and_reviewers(&self) -> Vec<WorkstreamId> {
        let rule = self.rule.into_iter();
        self.still_to_ask(rule.flat_map(|rule| std::iter::once(&rule.owner).chain(&rule.review)))
    }

    /// The path in backticks, or what of it meets the rule.
    pub(super) fn subject(&self) -> String {
        match (self.meeting, self.rule) {
            (Meeting::Above, Some(rule)) => format!(
                "`{}`, which stands above `{}`,",
                self.path,
                rule.pattern.as_str()
            ),
            _ => format!("`{}`", self.path),
        }
    }

    /// Allowed, with nothing to say.
    pub(super) fn allowed(&self) -> Ruling {
        Ruling::allowed(self.rule)
    }

    /// Allowed once the reviewers have approved.
    pub(super) fn needs_approval(
        &self,
        code: Code,
        reviewers: Vec<WorkstreamId>,
        reason: String,
    ) -> Ruling {
        let next = self.occasion.command_with_approval_of(&reviewers);
        Ruling {
            verdict: Verdict::NeedsApproval,
            code: Some(code),
            reviewers,
            reason,
            next,
            ..self.allowed()
        }
    }

    /// Refused.
    pub(super) fn denied(&self, code: Code, reason: String, next: String) -> Ruling {
        Ruling {
            verdict: Verdict::Denied,
            code: Some(code),
            override_needs: self.owner_and_reviewers(),
            reason,
            next: Some(next),
            ..self.allowed()
        }
    }
}

/// Of these workstreams, the ones that are neither the actor's own nor have approved; each once.
pub(super) fn still_to_ask<'w>(
    actor: &Actor,
    occasion: &Occasion,
    workstreams: impl IntoIterator<Item = &'w WorkstreamId>,
) -> Vec<WorkstreamId> {
    let mut list = Vec::new();
    add_each_once(
        &mut list,
        workstreams
            .into_iter()
            .filter(|workstream| {
                !actor.acts_for(workstream) && !occasion.approved().contains(workstream)
            })
            .cloned(),
    );
    list
}

/// Names in backticks, for a sentence: "`a`", "`a` and `b`", "`a`, `b` and `c`".
pub(super) fn names(workstreams: &[WorkstreamId]) -> String {
    match workstreams {
        [] => "nobody".to_owned(),
        [only] => format!("`{only}`"),
        [most @ .., last] => {
            let most: Vec<String> = most.iter().map(|id| format!("`{id}`")).collect();
            format!("{} and `{last}`", most.join(", "))
        }
    }
}
