//! Who has been working here.

use std::collections::BTreeSet;

use bstr::ByteSlice;
use orion_app::ports::{History, RepositoryError};

use super::repository::GitRepository;

impl History for GitRepository {
    fn recent_authors(&self, commits: usize) -> Result<BTreeSet<String>, RepositoryError> {
        if self.plumbing().head_id()?.is_none() {
            return Ok(BTreeSet::new());
        }
        let most = format!("--max-count={commits}");
        let authors = self
            .plumbing()
            .run(&["log", &most, "--no-show-signature", "--format=%aE", "HEAD"])?
            .success()?;
        Ok(authors
            .lines()
            .map(|author| author.to_str_lossy().into_owned())
            .filter(|author| !author.is_empty())
            .collect())
    }
}
