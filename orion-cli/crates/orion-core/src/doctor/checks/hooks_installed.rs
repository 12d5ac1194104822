//! DOC010: a work tree without Orion's hooks.

use crate::codes::{Code, Rule};
use crate::doctor::{Finding, HookFact, WorkTreeFact};
use crate::hook::{FoundHook, HookName};

/// DOC010
pub const RULE: Rule = Rule {
    code: Code("DOC010"),
    name: "hooks not installed",
    what: "Where git looks for hooks when it is started in this work tree, some of Orion's are missing.",
    why: "Without `pre-commit` and `prepare-commit-msg` a change outside the boundaries is found in the pull \
          request, hours later, rather than at the commit.",
    example: "A fresh clone: git never clones hooks.",
    fix: "Install them; a hook that is there is kept, and runs after Orion's:\n\n    orion hook install",
};

/// Without these, commits go unseen.
const NEEDED: [HookName; 2] = [HookName::PreCommit, HookName::PrepareCommitMsg];

/// Judges the hooks of one work tree. Hooks of others are for other checks.
#[must_use]
pub fn check(work_tree: &WorkTreeFact) -> Finding {
    let missing: Vec<&HookFact> = work_tree
        .hooks
        .iter()
        .filter(|fact| fact.found == FoundHook::Absent)
        .collect();
    if missing.is_empty() {
        let reached = work_tree.hooks.iter().filter(|fact| fact.reaches_orion());
        return Finding::ok(
            &RULE,
            format!(
                "{} hooks in `{}` run Orion",
                reached.count(),
                work_tree.directory
            ),
        );
    }
    let names: Vec<String> = missing
        .iter()
        .map(|fact| format!("`{}`", fact.hook))
        .collect();
    let message = format!(
        "in `{}` there is no {}",
        work_tree.directory,
        names.join(", ")
    );
    let fix = work_tree.install_command();
    if missing.iter().any(|fact| NEEDED.contains(&fact.hook)) {
        Finding::error(&RULE, message, fix)
    } else {
        Finding::warning(&RULE, message, fix)
    }
}

#[cfg(test)]
mod tests {
    use super::{HookFact, WorkTreeFact, check};
    use crate::doctor::Health;
    use crate::hook::{FoundHook, HookName};

    fn health(absent: &[HookName]) -> Health {
        let hooks = HookName::ALL.map(|hook| HookFact {
            hook,
            found: if absent.contains(&hook) {
                FoundHook::Absent
            } else {
                FoundHook::Current
            },
            missing_program: None,
        });
        check(&WorkTreeFact {
            top: "/shop".into(),
            is_here: true,
            directory: "/shop/.git/hooks".into(),
            hooks: hooks.into(),
        })
        .health
    }

    #[test]
    fn two_hooks_are_needed() {
        assert_eq!(health(&[]), Health::Ok);
        assert_eq!(health(&[HookName::PreCommit]), Health::Error);
        assert_eq!(health(&[HookName::PrepareCommitMsg]), Health::Error);
        assert_eq!(health(&[HookName::PrePush]), Health::Warning);
    }
}
