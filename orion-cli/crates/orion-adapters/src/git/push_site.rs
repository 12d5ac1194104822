//! What is known here of the repository that is pushed to.

use orion_app::ports::{CommitNote, PushSite, RepositoryError};

use super::commits;
use super::repository::GitRepository;

impl PushSite for GitRepository {
    fn commit_at(&self, revision: &str) -> Result<Option<String>, RepositoryError> {
        match self.plumbing().commit_id(revision) {
            Ok(id) => Ok(Some(id)),
            Err(RepositoryError::UnknownRevision(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn commits_unknown_to(
        &self,
        remote: &str,
        there: Option<&str>,
        head: &str,
    ) -> Result<Vec<CommitNote>, RepositoryError> {
        let plumbing = self.plumbing();
        let head = plumbing.commit_id(head)?;
        let of_remote = format!("--remotes={remote}");
        let named = plumbing
            .run(&["config", "--get-all", &format!("remote.{remote}.fetch")])?
            .success_or_no()?
            .is_some();
        let known = if named {
            of_remote.as_str()
        } else {
            "--remotes"
        };
        let mut selection = vec![head.as_str(), "--not", known];
        selection.extend(there);
        commits::selected(plumbing, &selection)
    }
}
