//! What somebody has drafted, as git tells the difference.

use std::ffi::OsString;

use orion_app::ports::{Drafts, RepositoryError};
use orion_core::path::RepoPath;

use super::GitRepository;
use super::plumbing::os_string;

impl Drafts for GitRepository {
    fn draft(&self, base: &str, paths: &[RepoPath]) -> Result<Vec<u8>, RepositoryError> {
        let base = self.plumbing().commit_id(base)?;
        let plain = [
            "diff",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--merge-base",
            &base,
            "--",
        ];
        let mut arguments: Vec<OsString> = plain.map(Into::into).into();
        for path in paths {
            let mut literal = OsString::from(":(top,literal)");
            literal.push(os_string(path.as_bytes()));
            arguments.push(literal);
        }
        self.plumbing().run(&arguments)?.success()
    }
}
