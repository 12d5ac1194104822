//! OWN004: a file that nobody changes by hand.

use crate::codes::{Code, Rule};
use crate::judge::case::Case;
use crate::judge::ruling::Ruling;
use crate::ownership::OwnershipRule;

/// OWN004
pub const RULE: Rule = Rule {
    code: Code("OWN004"),
    name: "file that nobody changes by hand",
    what: "The change touches a path whose rule has `read-only` access. Not even its owner writes it: it is \
           generated or vendored. With `derived = { from = … }` it may change when its source changes in the \
           same change.",
    why: "What a tool writes, the next run of the tool undoes. The change belongs into the source.",
    example: "You mend a typo in `contracts/openapi/auth.json`, which\n\
              `owns = [{ path = \"contracts/openapi/\", access = \"read-only\", derived = { from = \"contracts/src/**\" } }]`\n\
              covers, without touching anything in `contracts/src/`.",
    fix: "Change the source, generate the file again, and commit both together. Or leave it out:\n\
          \n    git restore --staged contracts/openapi/auth.json",
};

/// A path with `read-only` access whose source does not change.
pub(in crate::judge) fn check(case: &Case<'_>, rule: &OwnershipRule) -> Ruling {
    let sources: Vec<String> = rule
        .derived_from
        .iter()
        .map(|pattern| format!("`{}`", pattern.as_str()))
        .collect();
    let reason = if sources.is_empty() {
        format!("{} is read-only: nobody changes it by hand", case.subject())
    } else {
        format!(
            "{} is made from {}, which this change does not touch: nobody changes it by hand",
            case.subject(),
            sources.join(" or ")
        )
    };
    case.denied(RULE.code, reason, case.command_to_leave_out())
}
