//! No text makes the parser panic or say something impossible.

use proptest::prelude::*;

use super::EVERYTHING;
use crate::config::{parse, parse_bytes};
use crate::diagnostic::{LineIndex, Severity};

/// Whatever is found can be shown, and a file is usable just when no error was found.
fn holds(source: &str) {
    let found = parse(source);
    let lines = LineIndex::new(source);
    for finding in &found.diagnostics {
        assert!(!finding.labels.is_empty(), "{finding:?}");
        for label in &finding.labels {
            let shown = source.get(label.span.clone());
            assert!(shown.is_some(), "{finding:?}");
            let (line, column) = lines.line_column(source, label.span.start);
            assert!(line > 0 && column > 0);
        }
    }
    let errors = found
        .diagnostics
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    assert_eq!(found.workspace.is_none(), errors);
}

/// A place in the text and what to do there.
fn mutations() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
    let pieces = prop_oneof![
        Just(String::new()),
        "[\\[\\]{}=,.\"'\n#\\\\-]{1,3}",
        "(true|1|-1|1.5|nan|2026-11-23|\"x\"|\\[\\]|\\{\\})",
        "\\PC{0,4}",
    ];
    proptest::collection::vec((0..EVERYTHING.len(), 0..20_usize, pieces), 1..6)
}

fn mutated(mutations: &[(usize, usize, String)]) -> String {
    let mut source = EVERYTHING.to_owned();
    for (at, length, piece) in mutations {
        let mut start = (*at).min(source.len());
        while !source.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (start + length).min(source.len());
        while !source.is_char_boundary(end) {
            end += 1;
        }
        source.replace_range(start..end, piece);
    }
    source
}

proptest! {
    #[test]
    fn any_text(source in "\\PC*") {
        holds(&source);
    }

    #[test]
    fn text_that_looks_like_toml(source in "([a-z\\-]{1,12}( = |\\.)|\\[{1,2}[a-z.\\-]{1,20}\\]{1,2}\n|\"[^\"]{0,8}\"|[0-9]{1,3}|\\{|\\}|,|\n){0,60}") {
        holds(&source);
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let found = parse_bytes(&bytes);
        prop_assert!(found.workspace.is_some() || !found.diagnostics.is_empty());
    }

    #[test]
    fn a_good_file_after_some_accidents(mutations in mutations()) {
        holds(&mutated(&mutations));
    }

    #[test]
    fn a_good_file_cut_short(end in 0..EVERYTHING.len()) {
        holds(&EVERYTHING[..end]);
    }
}
