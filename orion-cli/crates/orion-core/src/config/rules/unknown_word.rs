//! CFG007: a word that is none of those that a key takes.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;
use crate::suggestion::did_you_mean;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG007"),
    name: "unknown word",
    what: "A key takes one of a few words, and has another.",
    why: "Each word stands for something that Orion does; another would stand for nothing.",
    example: r#"`workstreams.toml` has:

    [ownership]
    unowned = "denied""#,
    fix: "Write one of the words that the message names.",
};

/// `word` is none of `known`. `what` is what it should be, with its article.
pub(crate) fn finding(word: &str, what: &str, known: &[&str], span: Range<usize>) -> Diagnostic {
    let finding = Diagnostic::error(RULE.code, format!("`{word}` is not {what}")).at(span, "");
    let otherwise = || {
        let known: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
        format!("write one of {}", known.join(", "))
    };
    finding.help(did_you_mean(word, known.iter().copied()).unwrap_or_else(otherwise))
}
