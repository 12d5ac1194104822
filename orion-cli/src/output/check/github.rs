//! Annotations for a workflow on GitHub: one workflow command a line, on the file concerned.
//!
//! The form and its escapes are those of `@actions/core`: `%`, CR and LF everywhere, `:` and `,` in
//! properties too.

use std::fmt::Write as _;

use orion_core::codes::find;
use orion_core::judge::POLICY_FILE;

use super::annotation::{Annotated, Annotation};
use super::words::Level;
use crate::output::visible;

/// One workflow command for each finding.
pub(crate) fn render_github(report: &impl Annotated) -> String {
    let mut text = String::new();
    for annotation in report.annotations() {
        let command = match annotation.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let code = annotation.code;
        let name = find(code.0).map_or("", |rule| rule.name);
        // The path is a name to look up, not text to show: it stays as it is but for the escapes.
        let _ = writeln!(
            text,
            "::{command} file={},line={},title={}::{}",
            property(&String::from_utf8_lossy(annotation.path)),
            annotation.line,
            property(&format!("{code}: {name}")),
            data(&message(&annotation))
        );
    }
    text
}

fn message(annotation: &Annotation<'_>) -> String {
    let mut text = annotation.message.clone();
    if let Some(rule) = annotation.rule {
        let _ = write!(
            text,
            "\nrule: {POLICY_FILE}:{} `{}`",
            rule.line,
            visible(&rule.pattern)
        );
    }
    if let Some(next) = annotation.next {
        let _ = write!(text, "\nnext: {}", visible(next));
    }
    text
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn nothing_in_a_path_ends_the_command_or_begins_another() {
        assert_eq!(property("a,b::c%0A\n.rs"), "a%2Cb%3A%3Ac%250A%0A.rs");
        assert_eq!(data("100 %: a, b\r\n"), "100 %25: a, b%0D%0A");
    }
}
