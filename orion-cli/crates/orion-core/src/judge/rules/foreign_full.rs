//! OWN001: a file of another workstream.

use crate::codes::{Code, Rule};
use crate::judge::case::{Case, names};
use crate::judge::ruling::Ruling;
use crate::judge::{Occasion, rules::reviewers_needed};
use crate::ownership::OwnershipRule;

/// OWN001
pub const RULE: Rule = Rule {
    code: Code("OWN001"),
    name: "file of another workstream",
    what: "The change touches a path whose rule has `full` access, and its owner is another workstream.",
    why: "Whoever owns a folder answers for it. A change that the owner does not know of breaks their work, \
          or is undone by it.",
    example: "As `user`, on branch `user/profile`, you change `services/auth/src/login.rs`, which\n\
              `owns = [\"services/auth/\"]` of `auth` covers.",
    fix: "Let the owner make the change, or ask them to approve yours:\n\
          \n    orion owner services/auth/src/login.rs             # whose it is, and by which line\n    \
          git restore --staged services/auth/src/login.rs    # leave it out of this commit\n    \
          ORION_OVERRIDE=\"why it cannot wait\" git commit     # let it through; CI asks the owner\n\
          \nIn a pull request the owner's approval lifts it: `orion check --range main..HEAD --approved auth`.",
};

/// A path of somebody else's with `full` access.
pub(in crate::judge) fn check(case: &Case<'_>, rule: &OwnershipRule) -> Ruling {
    if case.occasion.approved().contains(&rule.owner) {
        return reviewers_needed::check(case, rule);
    }
    let reviewers = case.owner_and_reviewers();
    let next = case
        .occasion
        .command_with_approval_of(&reviewers)
        .unwrap_or_else(|| case.occasion.command_past_refusal(case.path));
    let lifted = match case.occasion {
        Occasion::PullRequest { .. } => format!("; the approval of {} lifts it", names(&reviewers)),
        Occasion::Commit | Occasion::Edit => String::new(),
    };
    let reason = format!(
        "{} belongs to `{}`, and the change is made for {}{lifted}",
        case.subject(),
        rule.owner,
        names(&case.actor.workstreams)
    );
    Ruling {
        reviewers,
        ..case.denied(RULE.code, reason, next)
    }
}
