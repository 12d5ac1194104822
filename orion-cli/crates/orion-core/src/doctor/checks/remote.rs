//! DOC051: `origin` is another repository than `workstreams.toml` names.

use crate::codes::{Code, Rule};
use crate::doctor::Finding;

/// DOC051
pub const RULE: Rule = Rule {
    code: Code("DOC051"),
    name: "origin is another repository",
    what: "`[project] repository` in `workstreams.toml` is not where the remote `origin` leads.",
    why: "Requests are filed in the repository that `workstreams.toml` names. A fork, or a repository that was \
          renamed, files them in the wrong place.",
    example: "`repository = \"acme/platform\"` in a clone of `ada/platform`.",
    fix: "In a fork this is as it should be, with the project's own repository as another remote. Otherwise \
          correct one of them:\n\n    git remote set-url origin git@github.com:acme/platform.git",
};

/// Judges both names, `owner/name` each, where they are known.
#[must_use]
pub fn check(named: Option<&str>, origin: Option<&str>) -> Finding {
    match (named, origin) {
        (Some(named), Some(origin)) if named.eq_ignore_ascii_case(origin) => {
            Finding::ok(&RULE, format!("`origin` is `{origin}`"))
        }
        (Some(named), Some(origin)) => Finding::warning(
            &RULE,
            format!("`origin` is `{origin}`, and `workstreams.toml` names `{named}`"),
            format!("git remote set-url origin git@github.com:{named}.git"),
        ),
        (None, Some(origin)) => Finding::ok(&RULE, format!("`origin` is `{origin}`")),
        (Some(named), None) => Finding::note(
            &RULE,
            format!("no remote `origin` leads to `{named}`, which `workstreams.toml` names"),
        ),
        (None, None) => Finding::note(&RULE, "no repository on GitHub is known"),
    }
}
