//! `orion contract approve|changes|reject`, `orion schema …`: an owner's word.

use jiff::Timestamp;
use orion_core::config::Member;
use orion_core::escape;
use orion_core::ids::{IssueNumber, WorkstreamId};
use orion_core::request::{
    Decision, IdempotencyKey, RequestKind, RequestState, is_member, unmatched_members,
};
use thiserror::Error;

use crate::forge::{Forge, ForgeError};
use crate::outbox::{Action, Entry};
use crate::request_rules::RequestRules;

/// Why a decision is not written.
#[derive(Debug, Error)]
pub enum DecideError {
    /// GitHub does not tell what there is to decide.
    #[error(transparent)]
    Forge(#[from] ForgeError),
    /// The issue is something else.
    #[error("{number} is no request to change a {}", .kind.word())]
    NotARequest {
        /// The issue.
        number: IssueNumber,
        /// What was looked for.
        kind: RequestKind,
    },
    /// Whoever decides has to be in an owning workstream.
    #[error("`{login}` is in none of the workstreams that decide {number}")]
    NotAnOwner {
        /// The issue.
        number: IssueNumber,
        /// Who wants to decide.
        login: String,
        /// Who may.
        owners: Vec<WorkstreamId>,
        /// Their members that could not be held against the login.
        unmatched: Vec<Member>,
    },
    /// That does not follow from how far it is.
    #[error("{number} is {from}, which does not lead to {to}")]
    Illegal {
        /// The issue.
        number: IssueNumber,
        /// How far it is.
        from: RequestState,
        /// Where the decision would lead.
        to: RequestState,
    },
}

/// The decision as an entry of the outbox, once it is seen that it may be made.
///
/// # Errors
/// [`DecideError`].
pub async fn decision<F: Forge>(
    kind: RequestKind,
    number: IssueNumber,
    decision: Decision,
    reason: Option<&str>,
    forge: &F,
    rules: RequestRules<'_>,
    now: Timestamp,
) -> Result<Entry, DecideError> {
    let tracked = forge.history(number).await?;
    if tracked.issue.kind() != Some(kind) {
        return Err(DecideError::NotARequest { number, kind });
    }
    let login = forge.viewer().await?;
    let owners = rules.owners(kind, &tracked.issue);
    if !is_member(&login, &owners, rules.workspace) {
        let unmatched = unmatched_members(&owners, rules.workspace);
        return Err(DecideError::NotAnOwner {
            number,
            login,
            owners,
            unmatched,
        });
    }
    let story = rules.story(kind, &tracked);
    let to = decision.leads_to();
    if !story.state.leads_to(to) {
        return Err(DecideError::Illegal {
            number,
            from: story.state,
            to,
        });
    }
    let repository = forge.repository().to_string();
    let reason = reason.map(escape::markdown_block);
    // The same word in a later cycle is another one.
    let key = IdempotencyKey::of(&[
        "say",
        &repository,
        &number.to_string(),
        decision.word(),
        reason.as_deref().unwrap_or_default(),
        &login,
        &story.since.to_string(),
    ]);
    Ok(Entry {
        action: Action::Say {
            kind,
            number,
            body: format!(
                "{}\n\n{}",
                decision.comment(reason.as_deref()),
                key.marker()
            ),
        },
        key,
        created_at: now,
        repository,
        attempts: 0,
        last_error: None,
    })
}
