//! OWN006: nobody is known to be acting.

use crate::codes::{Code, Rule};
use crate::judge::case::Case;
use crate::judge::ruling::Ruling;

/// OWN006
pub const RULE: Rule = Rule {
    code: Code("OWN006"),
    name: "nobody is known to be acting",
    what: "No flag, variable, setting, branch or membership tells which workstream the change is made for. \
           Only `shared` paths may be changed by nobody in particular.",
    why: "Whether a change is allowed depends on who makes it. A guess would either let everything through \
          or stop the wrong people.",
    example: "On branch `main`, as somebody whose e-mail address is in no `members`, you change\n\
              `services/auth/src/login.rs`.",
    fix: "Say who you are, in the order in which Orion asks:\n\
          \n    orion check --as auth                      # for one command\n    \
          ORION_WORKSTREAM=auth git commit           # for one command or one shell\n    \
          git config orion.workstream auth           # for this clone\n    \
          git switch --create auth/what-you-do       # by the branch's name, with `[identity] branch`\n\
          \nor add your e-mail address or GitHub login to the workstream's `members` in `workstreams.toml`.",
};

/// A path that somebody in particular has to change.
pub(in crate::judge) fn check(case: &Case<'_>) -> Ruling {
    let whose = match case.rule {
        Some(rule) => format!("belongs to `{}`", rule.owner),
        None => "belongs to nobody".to_owned(),
    };
    let reason = format!(
        "{} {whose}, and it is not known for which workstream the change is made",
        case.subject()
    );
    case.denied(
        RULE.code,
        reason,
        case.occasion.command_with_identity(case.path),
    )
}
