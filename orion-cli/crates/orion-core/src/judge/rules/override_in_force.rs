//! OWN009: a refusal that was overridden.

use crate::codes::{Code, Rule};
use crate::identity::Actor;
use crate::judge::case::{names, still_to_ask};
use crate::judge::ruling::Ruling;
use crate::judge::{Occasion, Verdict};

/// OWN009
pub const RULE: Rule = Rule {
    code: Code("OWN009"),
    name: "refusal that was overridden",
    what: "The change would be refused, and its author let it through with `ORION_OVERRIDE`. The commit \
           says so in an `Orion-Override:` trailer, and the pull request needs the owner's approval. In a \
           range this holds for a path only if *every* commit that touches it carries the trailer.",
    why: "There are nights on which the owner cannot be reached. A way through that leaves a trace is better \
          than a hook that everybody has learnt to switch off.",
    example: "As `user` you commit a change to `services/auth/src/login.rs` with\n\
              `ORION_OVERRIDE=\"login is down, auth is on a plane\" git commit`.",
    fix: "Ask the owner to approve the pull request; once they have:\n\
          \n    orion check --range main..HEAD --approved auth",
};

/// The trailer's key.
pub const TRAILER: &str = "Orion-Override";

/// The trailer that a commit made past a refusal carries, without a line break at its end. Runs of white
/// space in the reason become one space: a trailer is one line.
#[must_use]
pub fn trailer(reason: &str) -> String {
    format!("{TRAILER}: {}", one_line(reason))
}

/// The reason as one line.
pub(in crate::judge) fn one_line(reason: &str) -> String {
    reason.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a refusal becomes that was overridden.
pub(in crate::judge) fn check(
    refused: Ruling,
    reason: &str,
    actor: &Actor,
    occasion: &Occasion,
) -> Ruling {
    let reviewers = still_to_ask(actor, occasion, &refused.override_needs);
    let verdict = if reviewers.is_empty() {
        Verdict::Allowed
    } else {
        Verdict::NeedsApproval
    };
    let asked = match reviewers.as_slice() {
        [] => String::new(),
        some => format!("; the pull request needs the approval of {}", names(some)),
    };
    Ruling {
        verdict,
        code: Some(RULE.code),
        reason: format!(
            "{}; overridden: {}{asked}",
            refused.reason,
            one_line(reason)
        ),
        next: occasion.command_with_approval_of(&reviewers),
        reviewers,
        ..refused
    }
}
