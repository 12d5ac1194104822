//! DOC013: a hook that somebody else writes, and that does not run Orion.

use crate::codes::{Code, Rule};
use crate::doctor::{Finding, WorkTreeFact};
use crate::hook::{FoundHook, HookManager};

/// DOC013
pub const RULE: Rule = Rule {
    code: Code("DOC013"),
    name: "hook of somebody else",
    what: "A hook is there that does not run Orion, neither by itself nor by its manager's configuration.",
    why: "git runs one file for each hook. Whoever owns it has to call Orion.",
    example: "The pre-commit framework's hook, and no entry for Orion in `.pre-commit-config.yaml`.",
    fix: "Let the manager run `orion hook run NAME` (`templates/hooks/` has a file for the pre-commit \
          framework, for lefthook and for husky); or let Orion's hook call the one that is there:\n\
          \n    orion hook install",
};

/// Judges the hooks of one work tree.
#[must_use]
pub fn check(work_tree: &WorkTreeFact) -> Vec<Finding> {
    let install = work_tree.install_command();
    let finding = |manager: Option<HookManager>, names: &str| {
        let (whose, fix) = match manager {
            Some(manager) => (
                format!("that belong to {manager}, which does not run Orion"),
                format!(
                    "let {manager} run `orion hook run` (in `{}`), or `{install}`",
                    manager.configuration_files()[0]
                ),
            ),
            None => ("that do not run Orion".to_owned(), install.clone()),
        };
        Finding::error(
            &RULE,
            format!("hooks in `{}` {whose}: {names}", work_tree.directory),
            fix,
        )
    };
    let mut managers: Vec<Option<HookManager>> = Vec::new();
    for fact in &work_tree.hooks {
        if let FoundHook::Foreign(manager) = fact.found
            && !managers.contains(&manager)
        {
            managers.push(manager);
        }
    }
    managers
        .into_iter()
        .map(|manager| {
            let names: Vec<String> = work_tree
                .hooks
                .iter()
                .filter(|fact| fact.found == FoundHook::Foreign(manager))
                .map(|fact| format!("`{}`", fact.hook))
                .collect();
            finding(manager, &names.join(", "))
        })
        .collect()
}
