//! OWN002: a file that its owner alone writes.

use crate::codes::{Code, Rule};
use crate::judge::case::Case;
use crate::judge::ruling::Ruling;
use crate::ownership::OwnershipRule;

/// OWN002
pub const RULE: Rule = Rule {
    code: Code("OWN002"),
    name: "file that its owner alone writes",
    what: "The change touches a path whose rule has `exclusive` access, and its owner is another workstream. \
           No approval lifts that: the way in is a request that the owner implements.",
    why: "Contracts, event schemas and the like are what everybody builds against. They change in one place, \
          by one hand, with everyone who consumes them told.",
    example: "As `user` you add a field to `contracts/src/user.rs`, which\n\
              `owns = [{ path = \"contracts/\", access = \"exclusive\" }]` of `contracts` covers.",
    fix: "Ask the owner for the change:\n\
          \n    orion contract request --path contracts/src/user.rs\n\
          \nand leave the file out of this commit: `git restore --staged contracts/src/user.rs`.",
};

/// A path of somebody else's with `exclusive` access.
pub(in crate::judge) fn check(case: &Case<'_>, rule: &OwnershipRule) -> Ruling {
    let reason = format!(
        "{} is written by `{}` alone; everyone else asks for the change",
        case.subject(),
        rule.owner
    );
    case.denied(RULE.code, reason, case.command_to_request())
}
