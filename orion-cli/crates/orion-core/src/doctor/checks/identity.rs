//! DOC020: nobody is known to be acting here.

use crate::codes::{Code, Rule};
use crate::doctor::Finding;
use crate::identity::{Actor, UnknownWorkstreams};

/// DOC020
pub const RULE: Rule = Rule {
    code: Code("DOC020"),
    name: "nobody known here",
    what: "Neither a setting, nor the branch, nor a membership tells for which workstream work is done here.",
    why: "Until that is known only `shared` paths may be changed.",
    example: "Branch `fix-login` in a project with `[identity] branch = \"{workstream}/*\"`.",
    fix: "Say it once for this clone, or for this work tree:\n\
          \n    git config orion.workstream auth\n    \
          git config --worktree orion.workstream auth    # with extensions.worktreeConfig\n\
          \nor work on a branch such as `auth/fix-login`, or add yourself to `members`.",
};

/// Judges who is acting here and now.
#[must_use]
pub fn check(actor: Result<&Actor, &UnknownWorkstreams>) -> Finding {
    let fix = "git config orion.workstream WORKSTREAM";
    match actor {
        Err(unknown) => Finding::error(&RULE, unknown.to_string(), fix),
        Ok(actor) if actor.is_nobody() => Finding::warning(
            &RULE,
            format!("nobody is known to be acting here: {}", actor.evidence),
            fix,
        ),
        Ok(actor) => {
            let names: Vec<String> = actor
                .workstreams
                .iter()
                .map(|id| format!("`{id}`"))
                .collect();
            Finding::ok(
                &RULE,
                format!("acting for {}: {}", names.join(", "), actor.evidence),
            )
        }
    }
}
