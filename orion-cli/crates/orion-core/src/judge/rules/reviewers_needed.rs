//! OWN008: a file that others review too.

use crate::codes::{Code, Rule};
use crate::judge::case::{Case, names};
use crate::judge::ruling::Ruling;
use crate::ownership::OwnershipRule;

/// OWN008
pub const RULE: Rule = Rule {
    code: Code("OWN008"),
    name: "file that others review too",
    what: "The change touches a path whose rule names other workstreams in `review`. Whoever writes there \
           commits; the pull request needs the approval of these workstreams too. The author's own \
           workstream is never asked.",
    why: "Some files have an owner and yet need a second pair of eyes: migrations, for instance, belong to \
          their service and are reviewed by whoever answers for the databases.",
    example: "As `auth` you add `services/auth/migrations/0002_tokens.sql`, which\n\
              `owns = [{ path = \"services/auth/migrations/\", review = [\"database\"] }]` covers.",
    fix: "Nothing, for the commit. Ask the reviewers; once they have approved:\n\
          \n    orion check --range main..HEAD --approved database",
};

/// A path that the actor writes, as its owner or because everybody does.
pub(in crate::judge) fn check(case: &Case<'_>, rule: &OwnershipRule) -> Ruling {
    let reviewers = case.still_to_ask(&rule.review);
    if reviewers.is_empty() {
        return case.allowed();
    }
    let reason = format!(
        "{} is reviewed by {} too: the pull request needs their approval",
        case.subject(),
        names(&reviewers)
    );
    case.needs_approval(RULE.code, reviewers, reason)
}
