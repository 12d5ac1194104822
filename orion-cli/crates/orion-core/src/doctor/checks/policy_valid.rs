//! DOC004: `workstreams.toml` has errors.

use crate::codes::{Code, Rule};
use crate::diagnostic::{Diagnostic, LineIndex, Severity};
use crate::doctor::Finding;

/// DOC004
pub const RULE: Rule = Rule {
    code: Code("DOC004"),
    name: "workstreams.toml with errors",
    what: "`workstreams.toml` cannot be used as it stands, or probably does not say what was meant.",
    why: "Orion judges by it. While it has errors there is no verdict, and every commit is stopped.",
    example: "Two workstreams own `services/auth/`, and nothing decides between them.",
    fix: "See every problem with its line, and mend it:\n\n    orion check --all",
};

/// Judges the diagnostics of the text.
#[must_use]
pub fn check(source: &str, diagnostics: &[Diagnostic]) -> Finding {
    let errors = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .count();
    let first = diagnostics
        .iter()
        .min_by_key(|diagnostic| (diagnostic.severity, diagnostic.offset()));
    let Some(first) = first else {
        return Finding::ok(&RULE, "`workstreams.toml` has no errors");
    };
    let line = LineIndex::new(source).line(first.offset());
    let (count, word) = match errors {
        0 => (diagnostics.len(), "warning"),
        _ => (errors, "error"),
    };
    let several = if count == 1 { "" } else { "s" };
    let message = format!(
        "`workstreams.toml` has {count} {word}{several}; line {line}: {}",
        first.message
    );
    if errors > 0 {
        Finding::error(&RULE, message, "orion check --all")
    } else {
        Finding::warning(&RULE, message, "orion check --all")
    }
}

/// The file is no text from that byte on.
#[must_use]
pub fn not_text(offset: usize) -> Finding {
    Finding::error(
        &RULE,
        format!("`workstreams.toml` is not UTF-8 (byte {offset})"),
        "save it as UTF-8",
    )
}

#[cfg(test)]
mod tests {
    use super::{RULE, check};
    use crate::diagnostic::Diagnostic;
    use crate::doctor::Health;

    #[test]
    fn the_first_error_is_told() {
        let source = "one\ntwo\nthree\n";
        let found = check(
            source,
            &[
                Diagnostic::warning(RULE.code, "a warning").at(0..1, ""),
                Diagnostic::error(RULE.code, "an error").at(4..5, ""),
            ],
        );
        assert_eq!(found.health, Health::Error);
        insta::assert_snapshot!(found.message, @"`workstreams.toml` has 1 error; line 2: an error");
        assert_eq!(check(source, &[]).health, Health::Ok);
        let warned = check(source, &[Diagnostic::warning(RULE.code, "a warning")]);
        assert_eq!(warned.health, Health::Warning);
    }
}
