//! CFG042: an owner who reviews himself.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG042"),
    name: "self review",
    what: "An entry of `owns` names its own workstream in `review`.",
    why: "Writing as the owner is the owner's approval already, so this review asks for nothing. Another \
          workstream was most likely meant.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]
    owns = [{ path = "services/auth/migrations/", review = ["auth"] }]"#,
    fix: "Name the workstream that should look at it too, or leave `review` out.",
};

/// `workstream` reviews what it owns.
pub(crate) fn finding(workstream: &str, span: Range<usize>) -> Diagnostic {
    Diagnostic::warning(RULE.code, format!("`{workstream}` reviews its own paths"))
        .at(span, "")
        .help("name the workstream that should look at it too, or leave `review` out")
}
