//! CFG004: a key that means nothing.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;
use crate::suggestion::did_you_mean;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG004"),
    name: "unknown key",
    what: "A table has a key that means nothing in it.",
    why: "It is nearly always a slip. `acess = \"exclusive\"`, ignored, would leave a boundary open without a word.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]
    menbers = ["@grace"]"#,
    fix: "Write the key that was meant, or remove it. `orion schema-json` gives an editor all keys.",
};

/// `key` is none of `known`. `table` is what the table is, for example `[project]`.
pub(crate) fn finding(key: &str, span: Range<usize>, known: &[&str], table: &str) -> Diagnostic {
    let finding =
        Diagnostic::error(RULE.code, format!("unknown key `{key}` in {table}")).at(span, "");
    let otherwise = || {
        let known: Vec<String> = known.iter().map(|key| format!("`{key}`")).collect();
        format!("remove it; the keys here are {}", known.join(", "))
    };
    finding.help(did_you_mean(key, known.iter().copied()).unwrap_or_else(otherwise))
}
