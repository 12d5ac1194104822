//! DOC053: GitHub does not know the token.

use crate::codes::{Code, Rule};
use crate::doctor::{Finding, TokenFacts, TokenLook};

/// DOC053
pub const RULE: Rule = Rule {
    code: Code("DOC053"),
    name: "GitHub does not know the token",
    what: "There is a token for GitHub, and GitHub refuses it. Without any token nothing is wrong: what needs GitHub \
           is then left out, or waits in the outbox.",
    why: "Requests, decisions and notices wait in the outbox for as long as the token is refused.",
    example: "`GH_TOKEN` holds a token that was revoked.",
    fix: "Get another one. Orion takes the first of `GH_TOKEN`, `GITHUB_TOKEN`, what `gh` knows, and its own file \
          `orion/token` in the directory of user settings:\n\n    gh auth login",
};

/// Judges what came of looking at the token; its value is never told.
#[must_use]
pub fn check(look: &TokenLook) -> Option<Finding> {
    match look {
        TokenLook::NotAsked => None,
        TokenLook::None { host } => {
            let message = format!("there is no token for `{host}`: what needs it waits");
            Some(Finding::note(&RULE, message))
        }
        TokenLook::NotTold { origin, why } => {
            let message = format!("the token from {origin} could not be looked at: {why}");
            Some(Finding::note(&RULE, message))
        }
        TokenLook::Refused { origin } => Some(Finding::error(
            &RULE,
            format!("GitHub does not know the token from {origin}"),
            "gh auth login",
        )),
        TokenLook::Known(TokenFacts { origin, login, .. }) => {
            let whose = login.as_ref().map_or_else(
                || "a workflow's own".to_owned(),
                |login| format!("`{login}`'s"),
            );
            let message = format!("the token from {origin} is {whose}");
            Some(Finding::ok(&RULE, message))
        }
    }
}
