//! The open issues with any of some labels, and their histories, a hundred with one question.

use orion_app::forge::{ForgeError, Tracked};
use serde_json::json;

use super::client::GitHub;
use super::graphql::too_much;
use super::issue_page::{IssuePage, issues};

const QUERY: &str = include_str!("tracked.graphql");
/// The most that GitHub gives with one question.
const LARGEST: u32 = 100;

impl GitHub {
    /// See [`orion_app::forge::Forge::tracked`].
    pub(super) async fn all_tracked(&self, labels: &[&str]) -> Result<Vec<Tracked>, ForgeError> {
        let mut all = Vec::new();
        let mut size = LARGEST;
        let mut after = None;
        loop {
            let page = self.pace.repeated(async || {
                let page = self.tracked_page(labels, size, after.as_deref()).await;
                if page.as_ref().is_err_and(too_much) {
                    size = (size / 2).max(1);
                }
                page
            });
            let page = page.await?;
            for node in page.nodes.into_iter().flatten() {
                if node.is_cut() {
                    all.push(self.whole_history(node.number).await?);
                } else {
                    all.push(node.tracked());
                }
            }
            if !page.page_info.has_next_page {
                return Ok(all);
            }
            let next = page.page_info.end_cursor;
            if next.is_none() || next == after {
                return Err(ForgeError::Unreadable {
                    cause: "it does not say where it goes on".to_owned(),
                });
            }
            after = next;
        }
    }

    async fn tracked_page(
        &self,
        labels: &[&str],
        size: u32,
        after: Option<&str>,
    ) -> Result<IssuePage, ForgeError> {
        let variables = json!({
            "owner": self.repository.owner,
            "name": self.repository.name,
            "labels": labels,
            "size": size,
            "after": after,
        });
        let part = self.ask(QUERY, variables, &self.repository_name()).await?;
        issues(part)
    }
}
