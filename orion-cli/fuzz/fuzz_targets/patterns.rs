//! No text makes the pattern parser panic or point outside it, and the ownership map agrees with asking every
//! rule in turn. The text holds patterns, a line each; an empty line; and paths, a line each.
#![no_main]

use libfuzzer_sys::fuzz_target;
use orion_core::ids::WorkstreamId;
use orion_core::ownership::{Access, OwnedPattern, OwnershipMap, OwnershipRule, ties};

fuzz_target!(|text: &str| {
    let (patterns, paths) = text.split_once("\n\n").unwrap_or((text, ""));
    let rules: Vec<OwnershipRule> = patterns
        .lines()
        .take(16)
        .enumerate()
        .filter_map(|(index, line)| rule(index, line))
        .collect();
    let tied = ties(&rules);
    for tie in &tied {
        let _ = format!("{tie:?}");
    }

    let map = OwnershipMap::new(rules);
    for path in paths.lines().take(16).filter(|path| is_path(path)) {
        let bytes = path.as_bytes();
        let most_specific = map
            .rules()
            .iter()
            .filter_map(|rule| rule.pattern.specificity_on(bytes))
            .max();
        let decides = map.find(bytes).map(|rule| {
            let specificity = rule.pattern.specificity_on(bytes);
            specificity.expect("the rule that decides matches")
        });
        assert_eq!(decides, most_specific, "{path}");

        if let Ok(itself) = OwnedPattern::escape(path).parse::<OwnedPattern>() {
            assert!(itself.matches(bytes), "{path}");
        }
    }
});

fn rule(index: usize, text: &str) -> Option<OwnershipRule> {
    let pattern = match text.parse::<OwnedPattern>() {
        Ok(pattern) => pattern,
        Err(error) => {
            assert!(text.get(error.span()).is_some(), "{error:?}");
            assert!(!error.to_string().is_empty() && !error.hint().is_empty());
            return None;
        }
    };
    assert_eq!(pattern.as_str(), text);
    Some(OwnershipRule {
        owner: WorkstreamId::parse(if index % 2 == 0 { "even" } else { "odd" }).ok()?,
        pattern,
        access: Access::Full,
        review: Vec::new(),
        derived_from: Vec::new(),
        line: index + 1,
        span: 0..0,
    })
}

/// Whether git could store it.
fn is_path(path: &str) -> bool {
    path.split('/').all(|name| !matches!(name, "" | "." | ".."))
}
