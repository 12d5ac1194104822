//! CFG032: a database that there is not.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;
use crate::suggestion::did_you_mean;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG032"),
    name: "unknown database",
    what: "A service's `database` is not among the `[databases]` that the file describes.",
    why: "Where databases are described, one that is not is most likely a slip; it would be empty at run time.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]

    [databases.auth]

    [services.web]
    workstream = "auth"
    database = "aut""#,
    fix: "Write the key of a table under `[databases]`, or add one. Where the file has no `[databases]` at all, any name is good.",
};

/// `name` is none of `known`.
pub(crate) fn finding<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    span: Range<usize>,
) -> Diagnostic {
    let finding =
        Diagnostic::error(RULE.code, format!("there is no database `{name}`")).at(span, "");
    let otherwise = || format!("add `[databases.{name}]`, or name one that is there");
    finding.help(did_you_mean(name, known).unwrap_or_else(otherwise))
}
