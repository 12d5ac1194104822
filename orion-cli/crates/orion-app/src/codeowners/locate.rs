//! Where GitHub looks for CODEOWNERS.

use orion_core::path::RepoPath;

use crate::ports::{RepositoryError, WorkTreeFiles};

/// The places, in GitHub's order: the first file found counts.
pub(crate) const PLACES: [&str; 3] = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/// A CODEOWNERS file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where it is.
    pub(crate) place: &'static str,
    /// Its text; bytes that are not UTF-8 show as U+FFFD, which no pattern or owner matches.
    pub(crate) text: String,
}

/// The files that are there, the one that counts first.
pub(crate) fn locate(files: &dyn WorkTreeFiles) -> Result<Vec<Found>, RepositoryError> {
    let mut found = Vec::new();
    for place in PLACES {
        if let Some(bytes) = files.read_file(&RepoPath::from(place))? {
            found.push(Found {
                place,
                text: String::from_utf8_lossy(&bytes).into_owned(),
            });
        }
    }
    Ok(found)
}
