//! The tracked paths of a repository, with the directories they make.

use crate::path::RepoPath;

/// Every tracked path and every directory above one.
#[derive(Debug, Clone, Default)]
pub struct PathTree {
    paths: Vec<RepoPath>,
    directories: Vec<Vec<u8>>,
}

impl PathTree {
    /// Takes the paths in any order; the same path twice counts once.
    #[must_use]
    pub fn new(mut paths: Vec<RepoPath>) -> Self {
        paths.sort_unstable();
        paths.dedup();
        let mut directories: Vec<Vec<u8>> = Vec::new();
        let mut last: &[u8] = b"";
        for path in &paths {
            let bytes = path.as_bytes();
            let directory = bytes
                .iter()
                .rposition(|byte| *byte == b'/')
                .map_or(&b""[..], |slash| &bytes[..slash]);
            if directory == last {
                continue;
            }
            last = directory;
            let ends = directory
                .iter()
                .enumerate()
                .filter(|(_, byte)| **byte == b'/')
                .map(|(slash, _)| slash);
            directories.extend(
                ends.chain([directory.len()])
                    .map(|end| directory[..end].to_vec()),
            );
        }
        directories.retain(|directory| !directory.is_empty());
        directories.sort_unstable();
        directories.dedup();
        Self { paths, directories }
    }

    /// The paths, ordered byte by byte, as git does.
    #[must_use]
    pub fn paths(&self) -> &[RepoPath] {
        &self.paths
    }

    /// The directories, ordered byte by byte, without `/` at their ends; not the root.
    #[must_use]
    pub fn directories(&self) -> &[Vec<u8>] {
        &self.directories
    }

    /// The position in [`PathTree::paths`] of an entry.
    #[must_use]
    pub fn position(&self, path: &[u8]) -> Option<usize> {
        self.paths
            .binary_search_by(|entry| entry.as_bytes().cmp(path))
            .ok()
    }

    /// Whether there is such a tracked entry.
    #[must_use]
    pub fn has_entry(&self, path: &[u8]) -> bool {
        self.position(path).is_some()
    }

    /// Whether anything tracked lies below this directory.
    #[must_use]
    pub fn has_directory(&self, path: &[u8]) -> bool {
        self.directories
            .binary_search_by(|directory| directory.as_slice().cmp(path))
            .is_ok()
    }

    /// The positions in [`PathTree::paths`] of everything below a directory; of all for the empty name.
    #[must_use]
    pub fn below(&self, directory: &[u8]) -> std::ops::Range<usize> {
        if directory.is_empty() {
            return 0..self.paths.len();
        }
        let prefix = [directory, b"/"].concat();
        let start = self
            .paths
            .partition_point(|path| path.as_bytes() < prefix.as_slice());
        let length =
            self.paths[start..].partition_point(|path| path.as_bytes().starts_with(&prefix));
        start..start + length
    }

    /// The names directly in a directory (the empty name: the root) that are directories themselves.
    pub fn directories_in<'a>(&'a self, parent: &'a str) -> impl Iterator<Item = &'a str> {
        self.directories
            .iter()
            .filter_map(|directory| std::str::from_utf8(directory).ok())
            .filter(move |directory| match directory.rsplit_once('/') {
                Some((above, _)) => above == parent,
                None => parent.is_empty(),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directories_come_from_the_paths() {
        let tree = PathTree::new(
            ["b", "a/x/1", "a.b/c", "a/x/2", "a/y", "a/x/1"]
                .map(RepoPath::from)
                .to_vec(),
        );
        let directories: Vec<_> = tree
            .directories()
            .iter()
            .map(|directory| String::from_utf8_lossy(directory).into_owned())
            .collect();
        assert_eq!(directories, ["a", "a.b", "a/x"]);
        assert_eq!(tree.paths().len(), 5);
        assert_eq!(tree.below(b"a").len(), 3);
        assert_eq!(tree.below(b"a/x").len(), 2);
        assert_eq!(tree.below(b"b").len(), 0);
        assert_eq!(tree.below(b"").len(), 5);
        assert!(tree.has_entry(b"b") && !tree.has_entry(b"a"));
        assert!(tree.has_directory(b"a/x") && !tree.has_directory(b"a/y"));
        assert_eq!(tree.directories_in("").collect::<Vec<_>>(), ["a", "a.b"]);
        assert_eq!(tree.directories_in("a").collect::<Vec<_>>(), ["a/x"]);
    }
}
