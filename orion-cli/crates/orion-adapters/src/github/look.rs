//! What GitHub says of the token, without its value: whose it is, its scopes, its end, and what it may do here.

use std::time::Duration;

use http::Method;
use jiff::Timestamp;
use jiff::fmt::strtime::BrokenDownTime;
use orion_app::forge::ForgeError;
use orion_core::doctor::{RepositoryRole, TokenFacts, TokenLook};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::client::GitHub;
use super::error::refusal;
use super::exchange::{Answer, Call};
use super::rest::Account;
use super::turn::Budget;

/// How long each of two answers may take: nobody waits for a doctor without a network.
const PATIENCE: Duration = Duration::from_secs(3);

/// What somebody may do in a repository.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Permissions {
    admin: bool,
    push: bool,
    triage: bool,
}

#[derive(Deserialize)]
struct Repository {
    #[serde(default)]
    permissions: Permissions,
}

impl GitHub {
    /// Asks once whose the token is, and once what it may do in the repository.
    pub async fn look(mut self) -> TokenLook {
        self.pace.call = PATIENCE;
        match self.facts().await {
            Ok(facts) => TokenLook::Known(facts),
            Err(ForgeError::Unauthorized { origin }) => TokenLook::Refused { origin },
            Err(error) => TokenLook::NotTold {
                origin: self.origin.clone(),
                why: error.to_string(),
            },
        }
    }

    async fn facts(&self) -> Result<TokenFacts, ForgeError> {
        let user = self.get(&self.address.path("/user")).await?;
        // The token of a workflow may not ask who it is.
        let login = match user.status.as_u16() {
            403 if user.header("x-oauth-scopes").is_none() && !is_limited(&user) => None,
            200 => Some(body::<Account>(&user)?.login),
            _ => return Err(refusal(&user, "user", &self.origin)),
        };
        let repository = self.get(&self.below("")).await?;
        let role = match repository.status.as_u16() {
            200 => Some(role(&body::<Repository>(&repository)?.permissions)),
            404 | 403 => None,
            // It has another name now: that is another finding's.
            301 | 307 => Some(RepositoryRole::Triage),
            _ => return Err(refusal(&repository, &self.repository_name(), &self.origin)),
        };
        let scopes = user.header("x-oauth-scopes").map(scopes);
        let end = user.header("github-authentication-token-expiration");
        Ok(TokenFacts {
            origin: self.origin.clone(),
            login,
            scopes,
            expires: end.and_then(expiry),
            repository: self.repository.to_string(),
            role,
            names_teams: false,
        })
    }

    async fn get(&self, path: &str) -> Result<Answer, ForgeError> {
        let call = Call {
            method: Method::GET,
            path,
            body: None,
            mark: None,
        };
        let mut turn = self.turn(Budget::Core).await?;
        self.exchange(&mut turn, &self.rest, &call).await
    }
}

fn body<T: DeserializeOwned>(answer: &Answer) -> Result<T, ForgeError> {
    serde_json::from_slice(&answer.body).map_err(|error| ForgeError::Unreadable {
        cause: error.to_string(),
    })
}

fn is_limited(answer: &Answer) -> bool {
    answer.header("retry-after").is_some() || answer.header("x-ratelimit-remaining") == Some("0")
}

fn role(permissions: &Permissions) -> RepositoryRole {
    match permissions {
        Permissions { admin: true, .. } => RepositoryRole::Admin,
        Permissions { push: true, .. } => RepositoryRole::Write,
        Permissions { triage: true, .. } => RepositoryRole::Triage,
        _ => RepositoryRole::Read,
    }
}

/// `repo, read:org`
fn scopes(text: &str) -> Vec<String> {
    let scopes = text.split(',').map(str::trim);
    let scopes = scopes.filter(|scope| !scope.is_empty());
    scopes.map(str::to_owned).collect()
}

/// `2026-12-10 09:00:00 UTC`, or with an offset in the place of `UTC`.
fn expiry(text: &str) -> Option<Timestamp> {
    let text = text.trim().replace("UTC", "+0000");
    let time = BrokenDownTime::parse("%Y-%m-%d %H:%M:%S %z", &text).ok()?;
    time.to_timestamp().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_an_instant() {
        let end = |text| expiry(text).map(|end| end.to_string());
        let nine = Some("2026-12-10T09:00:00Z".to_owned());
        assert_eq!(end("2026-12-10 09:00:00 UTC"), nine);
        assert_eq!(end("2026-12-10 10:00:00 +0100"), nine);
        assert_eq!(end("soon"), None);
    }

    #[test]
    fn scopes_are_a_list() {
        assert_eq!(scopes("repo, read:org"), ["repo", "read:org"]);
        assert_eq!(scopes(""), Vec::<String>::new());
    }
}
