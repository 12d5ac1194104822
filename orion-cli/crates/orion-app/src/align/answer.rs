//! What is answered to a word that did not count.

use orion_core::config::Member;
use orion_core::ids::{IssueNumber, WorkstreamId};
use orion_core::request::{Decision, IdempotencyKey, PassedOver, PassedOverWhy};

use crate::request_rules::RequestRules;

/// The word that leads to where somebody wanted to go.
fn word(passed: &PassedOver) -> Option<&'static str> {
    let all = Decision::ALL.into_iter();
    let mut leading = all.filter(|decision| decision.leads_to() == passed.to);
    leading.next().map(Decision::word)
}

/// What an answer is recognised by: the same word, of the same person at the same time, is answered once.
pub(super) fn key(repository: &str, number: IssueNumber, passed: &PassedOver) -> IdempotencyKey {
    IdempotencyKey::of(&[
        "answer",
        repository,
        &number.to_string(),
        &passed.at.to_string(),
        passed.by.as_deref().unwrap_or_default(),
        passed.to.word(),
    ])
}

/// The answer, without its marker; none where nothing has to be said: the word only agrees with what is so already.
pub(super) fn text(
    passed: &PassedOver,
    owners: &[WorkstreamId],
    rules: RequestRules<'_>,
) -> Option<String> {
    let word = word(passed)?;
    // The word stands first in code, so that nobody takes the answer for a decision.
    let whose = passed.by.as_ref();
    let whose = whose.map_or_else(String::new, |login| format!(" of @{login}"));
    let why = match passed.why {
        PassedOverWhy::NotFrom(state) if state == passed.to => return None,
        PassedOverWhy::NotFrom(state) => {
            format!(
                "The request was {state} then, which does not lead to {}.",
                passed.to
            )
        }
        PassedOverWhy::NotAnOwner => {
            let names: Vec<_> = owners.iter().map(|id| format!("`{id}`")).collect();
            let leads = owners.iter().filter_map(|id| rules.lead(id));
            let leads: Vec<_> = leads.filter_map(mention).collect();
            let lead = if leads.is_empty() {
                String::new()
            } else {
                format!(" {} leads there.", leads.join(", "))
            };
            format!(
                "Members of {} decide this request, by their GitHub logins in `workstreams.toml`.{lead}",
                names.join(", ")
            )
        }
    };
    Some(format!("The word `/{word}`{whose} does not count. {why}"))
}

/// A name that rings nobody's bell: who leads is told to whoever asked, and not called.
fn mention(member: &Member) -> Option<String> {
    match member {
        Member::Login(_) | Member::Team(_) => Some(format!("`{member}`")),
        // An address is nothing to publish.
        Member::Email(_) => None,
    }
}
