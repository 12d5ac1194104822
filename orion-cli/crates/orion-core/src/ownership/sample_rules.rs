//! Rules for tests, from owners and patterns.

use crate::ids::WorkstreamId;
use crate::ownership::{Access, OwnershipRule};

/// A rule of `owner` with `pattern`, on `line`.
pub(super) fn rule(owner: &str, pattern: &str, line: usize) -> OwnershipRule {
    OwnershipRule {
        owner: WorkstreamId::parse(owner).expect("an id"),
        pattern: pattern
            .parse()
            .unwrap_or_else(|error| panic!("`{pattern}`: {error}")),
        access: Access::Full,
        review: Vec::new(),
        derived_from: Vec::new(),
        line,
        span: 0..0,
    }
}

/// Rules of the owners and patterns given.
pub(super) fn rules(owned: &[(&str, &str)]) -> Vec<OwnershipRule> {
    owned
        .iter()
        .zip(1..)
        .map(|((owner, pattern), line)| rule(owner, pattern, line))
        .collect()
}
