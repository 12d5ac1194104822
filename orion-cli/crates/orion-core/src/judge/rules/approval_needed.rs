//! OWN003: a file whose owner approves what others change.

use crate::codes::{Code, Rule};
use crate::judge::case::{Case, names};
use crate::judge::ruling::Ruling;
use crate::ownership::OwnershipRule;

/// OWN003
pub const RULE: Rule = Rule {
    code: Code("OWN003"),
    name: "file whose owner approves what others change",
    what: "The change touches a path whose rule has `approval` access, and its owner is another workstream. \
           It may be committed; the pull request needs the owner's approval.",
    why: "Some places are worked on by many and answered for by one: the owner sees every change before it \
          is merged, and holds nobody up before that.",
    example: "As `auth` you add a route to `services/gateway/routes.toml`, which\n\
              `owns = [{ path = \"services/gateway/routes.toml\", access = \"approval\" }]` of `gateway` covers.",
    fix: "Nothing, for the commit. Ask the owner to review the pull request; once they have approved:\n\
          \n    orion check --range main..HEAD --approved gateway",
};

/// A path of somebody else's with `approval` access.
pub(in crate::judge) fn check(case: &Case<'_>, rule: &OwnershipRule) -> Ruling {
    let reviewers = case.owner_and_reviewers();
    if reviewers.is_empty() {
        return case.allowed();
    }
    let reason = format!(
        "{} belongs to `{}`: the pull request needs the approval of {}",
        case.subject(),
        rule.owner,
        names(&reviewers)
    );
    case.needs_approval(RULE.code, reviewers, reason)
}
