//! What is known of the token for GitHub.

use orion_adapters::git::GitRepository;
use orion_adapters::github::GitHub;
use orion_app::check::read_policy;
use orion_app::forge::{ForgeError, names_teams};
use orion_app::ports::Revision;
use orion_core::doctor::TokenLook;

use super::request::at_origin;
use crate::env_vars::of_others;

/// Asks GitHub about the token, where there is one and the repository has a name there. Nothing here fails: what could
/// not be found out is an answer too.
pub(crate) async fn look_at_token(repository: &GitRepository) -> TokenLook {
    let policy = read_policy(repository, &Revision::WorkTree).ok().flatten();
    let workspace = policy.map(|policy| policy.workspace);
    let named = workspace
        .as_ref()
        .and_then(|workspace| workspace.project.repository.clone());
    let Some(name) = named.or_else(|| at_origin(repository).ok()) else {
        return TokenLook::NotAsked;
    };
    let forge = match GitHub::connect(name, of_others).await {
        Ok(forge) => forge,
        Err(ForgeError::NoToken { host, .. }) => return TokenLook::None { host },
        Err(error) => {
            return TokenLook::NotTold {
                origin: "this machine".to_owned(),
                why: error.to_string(),
            };
        }
    };
    match forge.look().await {
        TokenLook::Known(mut facts) => {
            facts.names_teams = workspace.as_ref().is_some_and(names_teams);
            TokenLook::Known(facts)
        }
        look => look,
    }
}
