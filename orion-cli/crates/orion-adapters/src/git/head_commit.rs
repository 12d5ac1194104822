//! The commit that is checked out.

use bstr::ByteSlice as _;
use jiff::Timestamp;
use orion_app::ports::RepositoryError;
use orion_app::quality::{Head, HeadCommit};

use super::GitRepository;

impl HeadCommit for GitRepository {
    fn head(&self) -> Result<Option<Head>, RepositoryError> {
        let Some(id) = self.plumbing().head_id()? else {
            return Ok(None);
        };
        let arguments = [
            "log",
            "--max-count=1",
            "--no-show-signature",
            "--format=%ct",
            &id,
            "--",
        ];
        let seconds = self.plumbing().line(&arguments)?;
        let at = seconds
            .to_str()
            .ok()
            .and_then(|seconds| seconds.trim().parse().ok());
        let at = at.and_then(|seconds| Timestamp::from_second(seconds).ok());
        Ok(Some(Head {
            id,
            // A time that nobody can tell is after every report.
            at: at.unwrap_or(Timestamp::MAX),
        }))
    }
}
