//! Files on disk: read whole, and written so that nobody ever sees half of one.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bstr::ByteSlice;
use orion_app::ports::{RepositoryError, WorkTreeFiles};
use orion_core::path::RepoPath;

/// The files under one directory.
#[derive(Debug, Clone)]
pub struct FileStore {
    root: PathBuf,
}

impl FileStore {
    /// The files under `root`.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    fn locate(&self, path: &RepoPath) -> PathBuf {
        self.root.join(path.as_bytes().to_os_str_lossy())
    }
}

impl WorkTreeFiles for FileStore {
    fn read_file(&self, path: &RepoPath) -> Result<Option<Vec<u8>>, RepositoryError> {
        let path = self.locate(path);
        match read(&path) {
            Ok(content) => Ok(content),
            Err(source) => Err(RepositoryError::Read { path, source }),
        }
    }

    fn write_file(&self, path: &RepoPath, content: &[u8]) -> Result<(), RepositoryError> {
        let path = self.locate(path);
        match write(&path, content) {
            Ok(()) => Ok(()),
            Err(source) => Err(RepositoryError::Write { path, source }),
        }
    }
}

/// The bytes of a file; `None` when nothing is there, be it that a directory above it is missing or is no
/// directory.
///
/// # Errors
/// The system's.
pub fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Writes a file through a temporary one beside it, with the directories above it. A file that was there
/// keeps its permissions; a new one gets those the user's umask leaves.
///
/// # Errors
/// The system's; the file is then as it was.
pub fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    replace(path, content, false)
}

/// Like [`write()`], and whoever may read the file may run it.
///
/// # Errors
/// The system's; the file is then as it was.
pub fn write_executable(path: &Path, content: &[u8]) -> io::Result<()> {
    replace(path, content, true)
}

fn replace(path: &Path, content: &[u8], executable: bool) -> io::Result<()> {
    // Through a symbolic link: the file it points at is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let directory = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(directory)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".orion-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the umask leaves of it, as for any new file.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(directory)?;
    file.write_all(content)?;
    if let Ok(before) = fs::metadata(&target) {
        file.as_file().set_permissions(before.permissions())?;
    }
    if executable {
        make_executable(file.as_file())?;
    }
    file.as_file().sync_all()?;
    file.persist(&target)?;
    Ok(())
}

/// Lets everybody run the file who may read it.
#[cfg(unix)]
fn make_executable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = file.metadata()?.permissions().mode();
    file.set_permissions(fs::Permissions::from_mode(mode | (mode & 0o444) >> 2))
}

/// Here every file may be run.
#[cfg(not(unix))]
fn make_executable(_: &fs::File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a/b");
        assert_eq!(read(&path).unwrap(), None);
        fs::write(directory.path().join("a"), "a file").unwrap();
        assert_eq!(read(&path).unwrap(), None);
        assert!(write(&path, b"x").is_err());
    }

    #[test]
    fn written_with_the_directories_above() {
        let directory = tempfile::tempdir().unwrap();
        let store = FileStore::new(directory.path());
        let path = RepoPath::from("a/b/c.toml");
        store.write_file(&path, b"one").unwrap();
        store.write_file(&path, b"two").unwrap();
        assert_eq!(store.read_file(&path).unwrap().unwrap(), b"two");
        let left = fs::read_dir(directory.path().join("a/b")).unwrap().count();
        assert_eq!(left, 1, "no temporary file stays");
    }

    #[cfg(unix)]
    mod unix {
        use std::os::unix::fs::{PermissionsExt, symlink};

        use super::*;

        fn mode(path: &Path) -> u32 {
            fs::metadata(path).unwrap().permissions().mode() & 0o777
        }

        #[test]
        fn permissions_are_kept() {
            let directory = tempfile::tempdir().unwrap();
            let path = directory.path().join("file");
            fs::write(&path, "one").unwrap();
            let usual = mode(&path);
            fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
            write(&path, b"two").unwrap();
            assert_eq!(mode(&path), 0o640);
            write_executable(&path, b"three").unwrap();
            assert_eq!(mode(&path), 0o750);
            let new = directory.path().join("new");
            write(&new, b"").unwrap();
            assert_eq!(mode(&new), usual);
        }

        #[test]
        fn a_link_goes_on_pointing_there() {
            let directory = tempfile::tempdir().unwrap();
            let (file, link) = (directory.path().join("file"), directory.path().join("link"));
            fs::write(&file, "one").unwrap();
            symlink("file", &link).unwrap();
            write(&link, b"two").unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(fs::read(&file).unwrap(), b"two");
        }
    }
}
