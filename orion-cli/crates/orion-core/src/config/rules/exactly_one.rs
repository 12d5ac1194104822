//! CFG008: keys of which one may be there, and another number is.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG008"),
    name: "one key of several",
    what: "Of some keys only one may be given: of a proof's kinds, a probe's kinds, a step's `run` and `check`, \
           a service's `image` and `build`, a build's `package` and its Dockerfile.",
    why: "Two would say two things at once, and none nothing.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]
    deliverables = [{ name = "tokens", proof = { path = "a", test = "b" } }]"#,
    fix: "Keep one of the keys. Two proofs of one thing are two deliverables.",
};

/// None of `keys` is there.
pub(crate) fn none(table: &str, keys: &[&str], span: Range<usize>) -> Diagnostic {
    Diagnostic::error(RULE.code, format!("{table} says nothing"))
        .at(span, "")
        .help(format!("give one of {}", list(keys)))
}

/// More than one is there: `first` and `second`, each with its place.
pub(crate) fn several(
    table: &str,
    first: (&str, Range<usize>),
    second: (&str, Range<usize>),
) -> Diagnostic {
    Diagnostic::error(
        RULE.code,
        format!("{table} has both `{}` and `{}`", first.0, second.0),
    )
    .at(second.1, "")
    .also(first.1, format!("`{}` is here", first.0))
    .help("keep one of the two")
}

fn list(keys: &[&str]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    keys.join(", ")
}

/// `key` is there without `other`, to which it belongs.
pub(crate) fn without(key: &str, other: &str, span: Range<usize>) -> Diagnostic {
    Diagnostic::error(
        RULE.code,
        format!("`{key}` means nothing without `{other}`"),
    )
    .at(span, "")
    .help(format!("add `{other}`, or remove `{key}`"))
}
