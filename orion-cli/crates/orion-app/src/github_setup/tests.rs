//! What the labels have to be.

use std::collections::HashSet;

use super::SetupStatus;
use super::labels::{item, wanted};
use crate::forge::Label;

#[test]
fn every_label_is_one_that_github_takes() {
    let labels = wanted();
    let names: HashSet<_> = labels.iter().map(|label| &label.name).collect();
    assert_eq!(names.len(), labels.len());
    for label in &labels {
        assert!(label.color.len() == 6 && u32::from_str_radix(&label.color, 16).is_ok());
        assert!(!label.description.is_empty() && label.description.chars().count() <= 100);
    }
}

#[test]
fn a_name_keeps_its_case_and_a_colour_has_none() {
    let wanted = &wanted()[0];
    let there = Label {
        name: wanted.name.to_uppercase(),
        color: wanted.color.to_uppercase(),
        ..wanted.clone()
    };
    let found = item(wanted, std::slice::from_ref(&there));
    assert_eq!(
        (found.name, found.status),
        (there.name.clone(), SetupStatus::AsItWas)
    );
    let other = Label {
        description: String::new(),
        ..there
    };
    assert_eq!(item(wanted, &[other]).status, SetupStatus::Changed);
    assert_eq!(item(wanted, &[]).status, SetupStatus::Added);
}

#[test]
fn what_a_label_says_now_is_told_beside_what_it_said() {
    let wanted = &wanted()[0];
    let there = Label {
        color: "ffffff".to_owned(),
        ..wanted.clone()
    };
    let changes = item(wanted, &[there]).changes;
    assert_eq!(changes.len(), 1);
    let change = &changes[0];
    assert_eq!(
        (change.field.as_str(), change.from.as_deref(), &change.to),
        ("colour", Some("ffffff"), &wanted.color)
    );
}
