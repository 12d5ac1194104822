//! From what somebody typed to a path inside the repository.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use orion_core::path::RepoPath;
use thiserror::Error;

/// Why an argument names no path inside the repository.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PathArgumentError {
    /// Nothing was written.
    #[error("an empty argument names no path")]
    Empty,
    /// It is the top itself.
    #[error("`{0}` is the whole repository, not a path in it")]
    Top(String),
    /// It leads elsewhere.
    #[error("`{argument}` is outside the repository at `{}`", top.display())]
    Outside {
        /// As it was written.
        argument: String,
        /// The top of the work tree.
        top: PathBuf,
    },
}

/// The path inside the repository that an argument means to somebody in `directory`: `.` and `..` are worked
/// out from the text alone, so that links and files that do not exist make no difference. A `/` at its end
/// stays, for it says that a directory is meant.
///
/// # Errors
/// [`PathArgumentError`] when it names no path inside.
pub fn path_in_repository(
    top: &Path,
    directory: &Path,
    argument: &OsStr,
) -> Result<RepoPath, PathArgumentError> {
    if argument.is_empty() {
        return Err(PathArgumentError::Empty);
    }
    let mut whole = PathBuf::new();
    for component in directory.join(argument).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            other => whole.push(other),
        }
    }
    let shown = || argument.to_string_lossy().into_owned();
    let inside = whole
        .strip_prefix(top)
        .map_err(|_| PathArgumentError::Outside {
            argument: shown(),
            top: top.to_owned(),
        })?;
    let mut bytes = inside.as_os_str().as_encoded_bytes().to_vec();
    if bytes.is_empty() {
        return Err(PathArgumentError::Top(shown()));
    }
    if argument.as_encoded_bytes().ends_with(b"/") {
        bytes.push(b'/');
    }
    Ok(RepoPath::new(bytes))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::path::Path;

    use super::path_in_repository;

    fn path(directory: &str, argument: &str) -> Result<String, String> {
        path_in_repository(
            Path::new("/top"),
            Path::new(directory),
            OsStr::new(argument),
        )
        .map(|path| path.to_string())
        .map_err(|error| error.to_string())
    }

    #[test]
    fn arguments_are_relative_to_where_one_stands() {
        let inside = |text: &str| Ok(text.to_owned());
        assert_eq!(path("/top", "a/b.rs"), inside("a/b.rs"));
        assert_eq!(path("/top/a", "b.rs"), inside("a/b.rs"));
        assert_eq!(path("/top/a", "../c/./d.rs"), inside("c/d.rs"));
        assert_eq!(path("/top/a", "/top/e"), inside("e"));
        assert_eq!(path("/top/a", "b/"), inside("a/b/"));
        assert_eq!(path("/top/a", "."), inside("a"));
    }

    #[test]
    fn what_is_elsewhere_is_refused() {
        let refused = |text: &str| Err(text.to_owned());
        assert_eq!(path("/top", ""), refused("an empty argument names no path"));
        assert_eq!(
            path("/top/a", ".."),
            refused("`..` is the whole repository, not a path in it")
        );
        assert_eq!(
            path("/top", "../topple/x"),
            refused("`../topple/x` is outside the repository at `/top`")
        );
    }
}
