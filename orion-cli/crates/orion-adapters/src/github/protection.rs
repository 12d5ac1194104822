//! The protection of a branch: by the ruleset `orion`, or by the branch's own where there are no rulesets.

use http::Method;
use orion_app::forge::{ForgeError, Mechanism, Protection, Protections};
use serde::Deserialize;
use serde_json::Value;

use super::branch_protection;
use super::client::GitHub;
use super::rest::segment;
use super::ruleset::{self, NAME};
use super::writing::Write;

/// A ruleset in a list.
#[derive(Deserialize)]
struct Listed {
    id: u64,
    name: String,
}

impl Protections for GitHub {
    async fn protection(
        &self,
        branch: &str,
    ) -> Result<(Mechanism, Option<Protection>), ForgeError> {
        match self.ruleset().await {
            Ok(found) => {
                let found = found.map(|(_, found)| ruleset::protection(&found, branch));
                Ok((Mechanism::Ruleset, found))
            }
            // An old server knows no rulesets; some plans do not have them.
            Err(ForgeError::NotFound { .. } | ForgeError::Forbidden { .. }) => {
                let found = self.branch_protection(branch).await?;
                let found = found.as_ref().map(branch_protection::protection);
                Ok((Mechanism::Branch, found))
            }
            Err(error) => Err(error),
        }
    }

    async fn protect(
        &self,
        mechanism: Mechanism,
        branch: &str,
        protection: &Protection,
    ) -> Result<(), ForgeError> {
        // What is there is asked for again, so that everything else in it stays.
        match mechanism {
            Mechanism::Ruleset => {
                let there = self.ruleset().await?;
                let (method, path) = match &there {
                    None => (Method::POST, "/rulesets".to_owned()),
                    Some((id, _)) => (Method::PUT, format!("/rulesets/{id}")),
                };
                let there = there.map(|(_, there)| there);
                let body = ruleset::body(there.as_ref(), branch, protection);
                self.set(method, &path, body, "the rulesets of").await
            }
            Mechanism::Branch => {
                let there = self.branch_protection(branch).await?;
                let path = format!("/branches/{}/protection", segment(branch));
                let body = branch_protection::body(there.as_ref(), protection);
                self.set(Method::PUT, &path, body, "a branch of").await
            }
        }
    }
}

impl GitHub {
    /// The ruleset `orion`, as GitHub has it, with its number.
    async fn ruleset(&self) -> Result<Option<(u64, Value)>, ForgeError> {
        let what = format!("rulesets of {}", self.repository_name());
        let path = self.below("/rulesets?includes_parents=false&per_page=100");
        let listed: Vec<Listed> = self.read_all(&path, &what).await?;
        let Some(Listed { id, .. }) = listed.into_iter().find(|it| it.name == NAME) else {
            return Ok(None);
        };
        let path = self.below(&format!("/rulesets/{id}"));
        Ok(Some((id, self.read(&path, &what).await?)))
    }

    /// The branch's own protection, as GitHub has it.
    async fn branch_protection(&self, branch: &str) -> Result<Option<Value>, ForgeError> {
        let what = format!("protection of `{branch}`");
        let path = self.below(&format!("/branches/{}/protection", segment(branch)));
        match self.read(&path, &what).await {
            Ok(found) => Ok(Some(found)),
            // That is the answer for a branch that has none; whoever may not ask is told so by the write.
            Err(ForgeError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn set(
        &self,
        method: Method,
        path: &str,
        body: Value,
        what: &str,
    ) -> Result<(), ForgeError> {
        let write = Write {
            method,
            path: &self.below(path),
            what: &format!("{what} {}", self.repository_name()),
            body: Some(body),
            notifies: false,
        };
        match self.write(write).await {
            Ok(_) => Ok(()),
            // The repository was seen a moment ago: that is how GitHub answers whoever may not change its settings.
            Err(ForgeError::NotFound { .. }) => Err(ForgeError::Forbidden {
                message: "it does not let this token change the settings".to_owned(),
                accepted: Some(ADMINISTRATION.to_owned()),
            }),
            Err(ForgeError::Forbidden {
                message,
                accepted: None,
            }) => Err(ForgeError::Forbidden {
                message,
                accepted: Some(ADMINISTRATION.to_owned()),
            }),
            Err(error) => Err(error),
        }
    }
}

/// What the settings of a repository need.
const ADMINISTRATION: &str = "administration=write";
