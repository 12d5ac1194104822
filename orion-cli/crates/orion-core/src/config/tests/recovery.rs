//! A value of the wrong type hides no other finding.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::EVERYTHING;
use crate::config::parse;

/// A value that no key takes.
const WRONG: &str = "1979-05-27T07:32:00Z";

/// Where every value stands that is no table and no list.
fn leaves(table: &DeTable<'_>, found: &mut Vec<Range<usize>>) {
    for (_, value) in table {
        leaves_of(value.get_ref(), value.span(), found);
    }
}

fn leaves_of(value: &DeValue<'_>, span: Range<usize>, found: &mut Vec<Range<usize>>) {
    match value {
        DeValue::Table(table) => leaves(table, found),
        DeValue::Array(values) => {
            for value in values {
                leaves_of(value.get_ref(), value.span(), found);
            }
        }
        _ => found.push(span),
    }
}

fn everything() -> Vec<Range<usize>> {
    let table = DeTable::parse(EVERYTHING).unwrap();
    let mut found = Vec::new();
    leaves(table.get_ref(), &mut found);
    found.sort_by_key(|span| span.start);
    found
}

#[test]
fn every_value_is_checked_for_its_type() {
    for span in everything() {
        let mut source = EVERYTHING.to_owned();
        source.replace_range(span.clone(), WRONG);
        let found = parse(&source);
        assert!(found.workspace.is_none());
        let there = found.diagnostics.iter().any(|finding| {
            finding.offset() == span.start && matches!(finding.code.0, "CFG005" | "CFG014")
        });
        let line = source[..span.start].lines().count();
        assert!(
            there,
            "line {line}: {}",
            source.lines().nth(line - 1).unwrap()
        );
    }
}

#[test]
fn every_wrong_value_is_found_in_one_run() {
    let mut source = EVERYTHING.to_owned();
    let leaves = everything();
    for span in leaves.iter().rev() {
        source.replace_range(span.clone(), WRONG);
    }
    let found = parse(&source);
    let wrong = found
        .diagnostics
        .iter()
        .filter(|finding| matches!(finding.code.0, "CFG005" | "CFG014"))
        .count();
    assert_eq!(wrong, leaves.len());
}

#[test]
fn every_table_is_checked_for_unknown_keys() {
    let table = DeTable::parse(EVERYTHING).unwrap();
    let mut headers = Vec::new();
    for (at, _) in EVERYTHING.match_indices('[').filter(|(at, _)| {
        EVERYTHING[..*at].ends_with('\n') && !EVERYTHING[*at..].starts_with("[services.auth.")
    }) {
        headers.push(at);
    }
    assert!(headers.len() > table.get_ref().len());
    for at in headers {
        let end = at + EVERYTHING[at..].find('\n').unwrap() + 1;
        let mut source = EVERYTHING.to_owned();
        source.insert_str(end, "nonsense = 1\n");
        let found = parse(&source);
        let unknown: Vec<&str> = found
            .diagnostics
            .iter()
            .filter(|finding| finding.code.0 == "CFG004")
            .map(|finding| &source[finding.labels[0].span.clone()])
            .collect();
        assert_eq!(unknown, ["nonsense"], "{}", &EVERYTHING[at..end]);
    }
}
