//! Memory for a git that reads a large index.
//!
//! git copies the whole index to its heap. For 100,000 entries that is 30 MB in pages of 4 KiB, and half of
//! git's time goes into faulting them in and giving them back. The GNU C library can be told to take the heap
//! in huge pages instead, where the kernel leaves that to programs (`madvise`, the default of most systems);
//! any other C library, and a kernel that says `never`, take no notice. A small heap would only grow by it.

use std::fs;
use std::path::Path;

use super::environment::GitEnvironment;

/// Bytes of index from which on huge pages gain more than clearing them costs: about 10,000 entries.
const LARGE: u64 = 1024 * 1024;

/// The variable in which the GNU C library looks for its settings.
pub(super) const VARIABLE: &str = "GLIBC_TUNABLES";

/// The heap in huge pages, grown in steps of two of them, and no block of it mapped on its own.
pub(super) const HUGE_PAGES: &str =
    "glibc.malloc.hugetlb=1:glibc.malloc.top_pad=4194304:glibc.malloc.mmap_threshold=1073741824";

/// Whether git, started in this directory, will find a large index. Whoever has settings of their own for the
/// C library keeps them.
pub(super) fn is_found(directory: &Path, environment: &GitEnvironment) -> bool {
    if cfg!(not(target_os = "linux")) || environment.get(VARIABLE).is_some() {
        return false;
    }
    let size = |file: &Path| fs::metadata(file).ok().map(|found| found.len());
    let named = environment
        .get("GIT_INDEX_FILE")
        .map(|file| directory.join(file))
        .or_else(|| {
            let git_directory = environment.get("GIT_DIR")?;
            Some(directory.join(git_directory).join("index"))
        });
    let found = match named {
        Some(file) => size(&file),
        None => directory
            .ancestors()
            .find_map(|above| size(&above.join(".git/index"))),
    };
    found.is_some_and(|bytes| bytes >= LARGE)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::fs;
    use std::path::Path;

    use super::{LARGE, is_found};
    use crate::git::environment::GitEnvironment;

    fn environment(variables: &[(&str, &Path)]) -> GitEnvironment {
        GitEnvironment::new(
            variables
                .iter()
                .map(|(name, value)| (OsString::from(name), value.as_os_str().to_owned())),
        )
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn only_a_large_index_counts_wherever_git_finds_it() {
        let root = tempfile::tempdir().unwrap();
        let top = root.path();
        let below = top.join("a/b");
        fs::create_dir_all(&below).unwrap();
        fs::create_dir(top.join(".git")).unwrap();
        let index = fs::File::create(top.join(".git/index")).unwrap();
        let other = fs::File::create(top.join("other")).unwrap();
        let none = environment(&[]);

        index.set_len(LARGE - 1).unwrap();
        assert!(!is_found(top, &none));
        index.set_len(LARGE).unwrap();
        assert!(is_found(top, &none) && is_found(&below, &none));
        assert!(is_found(
            Path::new("/"),
            &environment(&[("GIT_DIR", &top.join(".git"))])
        ));

        let handed_over = [("GIT_INDEX_FILE", Path::new("other"))];
        assert!(!is_found(top, &environment(&handed_over)));
        other.set_len(LARGE).unwrap();
        assert!(is_found(top, &environment(&handed_over)));
    }

    #[test]
    fn settings_of_somebody_s_own_stay() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join(".git")).unwrap();
        let index = fs::File::create(root.path().join(".git/index")).unwrap();
        index.set_len(LARGE).unwrap();
        let own = environment(&[("GLIBC_TUNABLES", Path::new("glibc.malloc.check=1"))]);
        assert!(!is_found(root.path(), &own));
    }
}
