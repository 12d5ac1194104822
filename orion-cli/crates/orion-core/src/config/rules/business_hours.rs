//! CFG070: a clock that counts working hours, without any.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG070"),
    name: "business clock without hours",
    what: "A clock is in `business` mode, and the project has no `hours` or no `timezone`.",
    why: "The clock would not know when to run.",
    example: r#"`workstreams.toml` has:

    [sla]
    mode = "business""#,
    fix: "Add `hours = \"09:00-17:00\"` and `timezone = \"Europe/Berlin\"` to `[project]`, or use `weekday` or `elapsed`.",
};

/// `[project]` lacks `missing`: keys with an example of each.
pub(crate) fn finding(missing: &[&str], span: Range<usize>) -> Diagnostic {
    Diagnostic::error(RULE.code, "a clock in `business` mode needs working hours")
        .at(span, "")
        .help(format!("add {} to `[project]`", missing.join(" and ")))
}
