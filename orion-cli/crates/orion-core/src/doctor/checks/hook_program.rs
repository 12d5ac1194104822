//! DOC012: a hook that does not find its program.

use std::collections::BTreeMap;

use crate::codes::{Code, Rule};
use crate::doctor::{Finding, WorkTreeFact};

/// DOC012
pub const RULE: Rule = Rule {
    code: Code("DOC012"),
    name: "hook without its program",
    what: "The `orion` that a hook was installed for is no longer there. The hook then looks on PATH and in \
           `~/.cargo/bin`, and where it finds nothing, it stops git.",
    why: "A graphical client starts git with a short PATH, so what works in a terminal may not work there.",
    example: "`orion` was installed from a build directory that has been cleaned.",
    fix: "Write the hooks anew, with the `orion` at hand:\n\n    orion hook install",
};

/// Judges the hooks of one work tree.
#[must_use]
pub fn check(work_tree: &WorkTreeFact) -> Vec<Finding> {
    let mut hooks: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for fact in &work_tree.hooks {
        if let Some(program) = &fact.missing_program {
            hooks
                .entry(program)
                .or_default()
                .push(format!("`{}`", fact.hook));
        }
    }
    hooks
        .into_iter()
        .map(|(program, names)| {
            Finding::error(
                &RULE,
                format!(
                    "`{program}` is gone, and hooks in `{}` should run it: {}",
                    work_tree.directory,
                    names.join(", ")
                ),
                work_tree.install_command(),
            )
        })
        .collect()
}
