//! Who is in a team of an organisation.

use orion_app::forge::{ForgeError, Teams};

use super::client::GitHub;
use super::rest::{Account, logins, segment};

impl Teams for GitHub {
    async fn members(&self, team: &str) -> Result<Vec<String>, ForgeError> {
        let what = format!("team `{team}`");
        let Some((organisation, slug)) = team.split_once('/') else {
            return Err(ForgeError::NotFound { what });
        };
        // Those that are invited and have not come yet are not in the list.
        let path = self.address.path(&format!(
            "/orgs/{}/teams/{}/members?per_page=100",
            segment(organisation),
            segment(slug)
        ));
        let members: Vec<Account> = self.read_all(&path, &what).await?;
        Ok(logins(members))
    }
}
