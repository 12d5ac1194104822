//! The milestones of the repository.

use orion_app::forge::{ForgeError, Milestone, Milestones};
use serde::Deserialize;

use super::client::GitHub;

#[derive(Deserialize)]
struct RestMilestone {
    title: String,
    state: String,
}

impl Milestones for GitHub {
    async fn milestones(&self) -> Result<Vec<Milestone>, ForgeError> {
        let path = self.below("/milestones?state=all&per_page=100");
        let found: Vec<RestMilestone> = self.read_all(&path, &self.repository_name()).await?;
        let milestones = found.into_iter().map(|milestone| Milestone {
            title: milestone.title,
            is_closed: milestone.state == "closed",
        });
        Ok(milestones.collect())
    }
}
