//! DOC054: the token ends soon.

use jiff::{SignedDuration, Timestamp};

use crate::codes::{Code, Rule};
use crate::doctor::{Finding, TokenFacts};

/// DOC054
pub const RULE: Rule = Rule {
    code: Code("DOC054"),
    name: "the token for GitHub ends",
    what: "The token for GitHub has ended, or ends within seven days.",
    why: "From then on requests, decisions and notices wait in the outbox, and workflows that use it fail.",
    example: "A fine-grained token that was made for thirty days, four weeks ago.",
    fix: "Make a new one, or let `gh` have one that lasts:\n\n    gh auth login",
};

/// How long before its end it is time for another.
const NOTICE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Judges the day on which it ends, which only some tokens have.
#[must_use]
pub fn check(facts: &TokenFacts, now: Timestamp) -> Option<Finding> {
    let expires = facts.expires?;
    let origin = &facts.origin;
    let next = "gh auth login";
    Some(if expires <= now {
        Finding::error(
            &RULE,
            format!("the token from {origin} ended at {expires}"),
            next,
        )
    } else if expires.duration_since(now) <= NOTICE {
        Finding::warning(
            &RULE,
            format!("the token from {origin} ends at {expires}"),
            next,
        )
    } else {
        Finding::ok(
            &RULE,
            format!("the token from {origin} lasts until {expires}"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::Health;

    #[test]
    fn seven_days_before_its_end_it_is_time() {
        let facts = TokenFacts {
            origin: "GH_TOKEN".to_owned(),
            login: Some("ada".to_owned()),
            scopes: None,
            expires: Some("2026-12-10T09:00:00Z".parse().unwrap()),
            repository: "acme/shop".to_owned(),
            role: None,
            names_teams: false,
        };
        let health = |now: &str| {
            let found = check(&facts, now.parse().unwrap()).unwrap();
            assert!(found.message.contains("2026-12-10T09:00:00Z"));
            found.health
        };
        assert_eq!(health("2026-12-03T08:59:59Z"), Health::Ok);
        assert_eq!(health("2026-12-03T09:00:00Z"), Health::Warning);
        assert_eq!(health("2026-12-10T08:59:59Z"), Health::Warning);
        assert_eq!(health("2026-12-10T09:00:00Z"), Health::Error);
        let endless = TokenFacts {
            expires: None,
            ..facts
        };
        assert_eq!(
            check(&endless, "2026-12-03T09:00:00Z".parse().unwrap()),
            None
        );
    }
}
