//! DOC030: CODEOWNERS does not say what `workstreams.toml` says.

use crate::codes::{Code, Rule};
use crate::doctor::Finding;

/// DOC030
pub const RULE: Rule = Rule {
    code: Code("DOC030"),
    name: "stale CODEOWNERS",
    what: "`.github/CODEOWNERS` differs from what `workstreams.toml` says.",
    why: "GitHub asks the owners it finds there to review. When it is stale, the wrong people are asked.",
    example: "A workstream got a new folder, and CODEOWNERS was not written anew.",
    fix: "Write it anew and commit it:\n\n    orion codeowners\n    git add .github/CODEOWNERS",
};

/// Judges whether GitHub's file is there, and whether it says what `workstreams.toml` says.
#[must_use]
pub fn check(path: &str, exists: bool, is_fresh: bool) -> Finding {
    match (exists, is_fresh) {
        (true, true) => Finding::ok(&RULE, format!("`{path}` is up to date")),
        (true, false) => Finding::warning(
            &RULE,
            format!("`{path}` does not say what `workstreams.toml` says"),
            "orion codeowners",
        ),
        (false, _) => Finding::note(
            &RULE,
            format!("there is no `{path}`, so GitHub asks nobody by itself"),
        )
        .mended_by("orion codeowners"),
    }
}
