//! The algebra of shapes, held against what they match.

use proptest::prelude::*;

use super::Shape;
use crate::codeowners::pattern;

fn shape(text: &str) -> Shape {
    pattern::parse(text).unwrap()
}

fn patterns() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        3 => "[ab]{1,2}",
        1 => Just("*".to_owned()),
        1 => Just("**".to_owned()),
        2 => "[ab*?]{1,3}".prop_filter("GitHub takes no three stars", |name| !name.contains("**")),
    ];
    (
        any::<bool>(),
        prop::collection::vec(name, 1..4),
        any::<bool>(),
    )
        .prop_map(|(anchored, names, directory)| {
            format!(
                "{}{}{}",
                if anchored { "/" } else { "" },
                names.join("/"),
                if directory { "/" } else { "" }
            )
        })
}

/// Every path of up to three components over a few names.
fn paths() -> Vec<String> {
    let names = ["a", "b", "ab", "ba", "aa", "aba"];
    let mut all: Vec<String> = names.map(str::to_owned).to_vec();
    let mut last = all.clone();
    for _ in 0..2 {
        last = last
            .iter()
            .flat_map(|head| names.map(|name| format!("{head}/{name}")))
            .collect();
        all.extend(last.iter().cloned());
    }
    all
}

proptest! {
    #[test]
    fn an_intersection_holds_what_both_hold(one in patterns(), other in patterns()) {
        let (one, other) = (shape(&one), shape(&other));
        if let Ok(shared) = one.intersection(&other) {
            for path in paths() {
                let path = path.as_bytes();
                prop_assert_eq!(
                    shared.iter().any(|shape| shape.matches(path)),
                    one.matches(path) && other.matches(path),
                    "{:?}", bstr::BStr::new(path)
                );
            }
        }
    }

    #[test]
    fn containing_means_holding_every_path(one in patterns(), other in patterns()) {
        let (one, other) = (shape(&one), shape(&other));
        prop_assert!(one.contains(&one));
        if one.contains(&other) {
            for path in paths() {
                prop_assert!(!other.matches(path.as_bytes()) || one.matches(path.as_bytes()), "{}", path);
            }
        }
    }

    #[test]
    fn a_difference_holds_the_rest(one in patterns(), other in patterns()) {
        let (one, other) = (shape(&one), shape(&other));
        if let Some(rest) = one.without(&other) {
            for path in paths() {
                let path = path.as_bytes();
                prop_assert_eq!(
                    rest.iter().any(|shape| shape.matches(path)),
                    one.matches(path) && !other.matches(path)
                );
            }
        }
    }
}

#[test]
fn the_usual_overlaps_are_few() {
    let shared = |one: &str, other: &str| shape(one).intersection(&shape(other)).unwrap();
    assert_eq!(shared("/docs/", "*.md"), [shape("/docs/**/*.md")]);
    assert_eq!(shared("*.md", "/docs/"), [shape("/docs/**/*.md")]);
    assert_eq!(shared("*", "/a/b/"), [shape("/a/b/")]);
    assert_eq!(shared("/a/", "/b/"), []);
    let mut python = vec![
        shape("test_*.py"),
        shape("**/test_*/**/*.py"),
        shape("**/*.py/**/test_*"),
    ];
    python.sort();
    assert_eq!(shared("test_*", "*.py"), python);
}

#[test]
fn hostile_patterns_do_not_take_forever() {
    let many = "*a".repeat(40);
    let _ = shape(&many).intersection(&shape(&format!("{}b*", "a*".repeat(40))));
    let deep = "a/**/".repeat(40);
    let _ = shape(&deep).intersection(&shape(&format!("{}b", "**/a/".repeat(40))));
}
