//! Lines and columns stay right whatever the text is made of.

use insta::assert_snapshot;

use super::{EVERYTHING, findings, with_frame};
use crate::config::{parse, parse_bytes};

#[test]
fn a_pattern_is_pointed_into() {
    let source = with_frame(
        "[workstreams.auth]\nowns = [\"services/a**\", 'b//c', \"\\u0063/../d\", \"\"\"\ne/{f\"\"\"]\n",
    );
    assert_snapshot!(findings(&source), @r"
    error[CFG021] `**` is not a whole component
      --> 3:20-3:22 **
      help: write `*` for any characters in one name, or `**` between slashes for any directories
    error[CFG021] a component of the pattern is empty
      --> 3:28-3:29 /
      help: write one `/` between two names
    error[CFG021] `..` is not a name that git stores
      --> 3:41-3:43 ..
      help: every pattern starts at the repository's root: write the path from there
    error[CFG021] the brace is not closed in its component
      --> 4:3-4:4 {
      help: close it before the next `/`, or write `\{` for a brace in a name
    ");
}

#[test]
fn a_template_is_pointed_into() {
    let source = with_frame("[identity]\nbranch = \"é/(auth|user)/{workstream}\"\n");
    assert_snapshot!(findings(&source), @r"
    error[CFG020] `(` cannot stand in a branch's name
      --> 3:13-3:14 (
      help: write `*` for any run of characters; a template is no regular expression
    ");
}

#[test]
fn a_byte_order_mark_and_carriage_returns_change_nothing() {
    let source = with_frame("[workstreams.auth]\nacess = 1\n").replace('\n', "\r\n");
    assert_snapshot!(findings(&format!("\u{feff}{source}")), @r"
    error[CFG004] unknown key `acess` in `[workstreams.auth]`
      --> 3:1-3:6 acess
      help: remove it; the keys here are `number`, `title`, `lead`, `members`, `estimate`, `days`, `continuous`, `needs`, `phases`, `leave`, `deliverables`, `owns`
    ");
    let whole = format!("\u{feff}{}", EVERYTHING.replace('\n', "\r\n"));
    assert_eq!(findings(&whole), "");
    let lines = |source: &str| -> Vec<usize> {
        let workspace = parse(source).workspace.unwrap();
        workspace.rules().map(|rule| rule.line).collect()
    };
    assert_eq!(lines(&whole), lines(EVERYTHING));
}

#[test]
fn bytes_that_are_no_text_are_pointed_at() {
    let bytes = b"schema = 1\n# caf\xe9\n";
    let found = parse_bytes(bytes);
    assert!(found.workspace.is_none());
    let [finding] = found.diagnostics.as_slice() else {
        panic!("{:?}", found.diagnostics);
    };
    assert_eq!(finding.code.0, "CFG002");
    let text = String::from_utf8_lossy(bytes);
    assert_eq!(&text[finding.labels[0].span.clone()], "\u{fffd}");
    assert_snapshot!(finding.labels[0].text, @"the byte 0xE9 starts no character here");
    assert!(parse_bytes(EVERYTHING.as_bytes()).workspace.is_some());
}

#[test]
fn findings_come_in_the_order_of_their_places() {
    let source =
        with_frame("[sla]\nmode = 1\n[quality]\ncoverage = \"x\"\n[ownership]\nunowned = 2\n");
    let offsets: Vec<usize> = parse(&source)
        .diagnostics
        .iter()
        .map(crate::diagnostic::Diagnostic::offset)
        .collect();
    assert_eq!(offsets.len(), 3);
    assert!(offsets.is_sorted());
}
