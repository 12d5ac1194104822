//! Findings in a text, shown as rustc does: the code, the line, what is wrong with it, and what to do.

use std::borrow::Cow;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Message, Renderer, Snippet};
use orion_core::diagnostic::{Diagnostic, Label, Severity};
use orion_core::escape::is_hidden;

use super::{Theme, visible, visible_lines};

/// Shows every finding, each followed by an empty line.
pub(crate) fn render_diagnostics(
    name: &str,
    source: &str,
    findings: &[Diagnostic],
    theme: Theme,
) -> String {
    let name = visible(name);
    let source = harmless(source);
    let renderer = if theme.is_colored() {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for finding in findings {
        text.push_str(&renderer.render(&[group(&name, &source, finding)]));
        text.push_str("\n\n");
    }
    text
}

fn group<'a>(name: &'a str, source: &'a str, finding: &'a Diagnostic) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let snippet = (!finding.labels.is_empty()).then(|| {
        let annotations = finding.labels.iter().map(|label| annotation(source, label));
        Snippet::source(source).path(name).annotations(annotations)
    });
    level
        .primary_title(visible_lines(&finding.message))
        .id(finding.code.0)
        .elements(snippet)
        .elements(messages(&Level::NOTE, &finding.notes))
        .elements(messages(&Level::HELP, &finding.help))
}

fn annotation<'a>(source: &str, label: &'a Label) -> Annotation<'a> {
    let kind = if label.primary {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let end = label.span.end.min(source.len());
    let start = label.span.start.min(end);
    let text = (!label.text.is_empty()).then(|| visible(&label.text));
    kind.span(start..end).label(text)
}

fn messages<'a>(level: &'a Level<'a>, texts: &'a [String]) -> impl Iterator<Item = Message<'a>> {
    texts
        .iter()
        .map(|text| level.clone().message(visible_lines(text)))
}

/// The text with what a terminal would obey or hide replaced, each by as many bytes as it had, so that the
/// findings' places hold. ASCII control characters are left to the renderer, which shows them as pictures.
fn harmless(source: &str) -> Cow<'_, str> {
    let harmful = |c: char| !c.is_ascii() && is_hidden(c);
    if !source.chars().any(harmful) {
        return Cow::Borrowed(source);
    }
    let mut shown = String::with_capacity(source.len());
    for c in source.chars() {
        match c.len_utf8() {
            _ if !harmful(c) => shown.push(c),
            2 => shown.push('¤'),
            3 => shown.push('\u{fffd}'),
            _ => shown.push_str("¤¤"),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use orion_core::codes::Code;
    use orion_core::diagnostic::Diagnostic;

    use super::{harmless, render_diagnostics};
    use crate::output::Theme;

    const SOURCE: &str =
        "schema = 1\n\n[workstreams.auth]\nowns = [\"services/auth/\"]\nneds = []\n";

    fn render(findings: &[Diagnostic]) -> String {
        render_diagnostics("workstreams.toml", SOURCE, findings, Theme::PLAIN)
    }

    fn span(text: &str) -> std::ops::Range<usize> {
        let start = SOURCE.find(text).unwrap();
        start..start + text.len()
    }

    #[test]
    fn several_findings_each_point_at_their_line() {
        let unknown = Diagnostic::error(Code("CFG001"), "unknown key `neds`")
            .at(span("neds"), "not a key of a workstream")
            .also(span("[workstreams.auth]"), "in this table")
            .note("keys are case-sensitive")
            .help("did you mean `needs`?");
        let placeless = Diagnostic::warning(Code("CFG009"), "nothing owns `README.md`");
        assert_snapshot!(render(&[unknown, placeless]), @r#"
        error[CFG001]: unknown key `neds`
         --> workstreams.toml:5:1
          |
        3 | [workstreams.auth]
          | ------------------ in this table
        4 | owns = ["services/auth/"]
        5 | neds = []
          | ^^^^ not a key of a workstream
          |
          = note: keys are case-sensitive
          = help: did you mean `needs`?

        warning[CFG009]: nothing owns `README.md`
        "#);
    }

    #[test]
    fn places_outside_the_text_do_not_panic() {
        let finding = Diagnostic::error(Code("CFG002"), "unexpected end").at(9_000..9_001, "here");
        assert_snapshot!(render(&[finding]), @"
        error[CFG002]: unexpected end
         --> workstreams.toml:5:11
          |
        5 | neds = []
          |          ^ here
        ");
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        let source = "name = \"a\u{1b}[2Jb\u{9b}c\u{202e}d\u{e0041}\"\n";
        assert_eq!(harmless(source).len(), source.len());
        let finding =
            Diagnostic::error(Code("CFG003"), "bad \u{1b}[2J name").at(7..9, "\u{202e}here");
        let shown = render_diagnostics("a\u{1b}b.toml", source, &[finding], Theme::PLAIN);
        assert_snapshot!(shown, @r#"
        error[CFG003]: bad \x1b[2J name
         --> a\x1bb.toml:1:8
          |
        1 | name = "a␛[2Jb¤c�d¤¤"
          |        ^^ \u{202e}here
        "#);
    }
}
