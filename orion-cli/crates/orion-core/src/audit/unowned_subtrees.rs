//! Paths without an owner, gathered: a directory below which nothing has an owner is one finding.

use crate::path::RepoPath;

/// A file, or a directory with `/` at its end, and how many unowned files that is.
pub(super) type Subtree = (RepoPath, usize);

/// A directory on the way to the last path.
#[derive(Debug, Default)]
struct Directory {
    /// How many bytes of the last path name it, its `/` included.
    length: usize,
    /// Whether anything below it has an owner.
    owned: bool,
    /// What below it has none.
    unowned: Vec<Subtree>,
}

/// Takes tracked paths in git's order.
#[derive(Debug)]
pub(super) struct UnownedSubtrees {
    /// The directories of the last path, from the top down; the first is the top itself.
    open: Vec<Directory>,
    last: Vec<u8>,
}

impl UnownedSubtrees {
    pub(super) fn new() -> Self {
        Self {
            open: vec![Directory::default()],
            last: Vec::new(),
        }
    }

    pub(super) fn visit(&mut self, path: &[u8], owned: bool) {
        while self
            .open
            .last()
            .is_some_and(|open| !path.starts_with(&self.last[..open.length]))
        {
            self.close();
        }
        let known = self.open.last().map_or(0, |open| open.length);
        for (at, byte) in path.iter().enumerate().skip(known) {
            if *byte == b'/' {
                self.open.push(Directory {
                    length: at + 1,
                    ..Directory::default()
                });
            }
        }
        self.last.clear();
        self.last.extend_from_slice(path);
        if let Some(directory) = self.open.last_mut() {
            if owned {
                directory.owned = true;
            } else {
                directory.unowned.push((RepoPath::new(path.to_vec()), 1));
            }
        }
    }

    pub(super) fn finish(mut self) -> Vec<Subtree> {
        while self.open.len() > 1 {
            self.close();
        }
        self.open.pop().map(|top| top.unowned).unwrap_or_default()
    }

    /// Hands the innermost directory's findings to the one above it.
    fn close(&mut self) {
        let Some(closed) = self.open.pop() else {
            return;
        };
        let Some(above) = self.open.last_mut() else {
            self.open.push(closed);
            return;
        };
        above.owned |= closed.owned;
        if closed.owned || closed.unowned.len() == 1 {
            above.unowned.extend(closed.unowned);
        } else if !closed.unowned.is_empty() {
            let files = closed.unowned.iter().map(|(_, files)| files).sum();
            let path = RepoPath::new(&self.last[..closed.length]);
            above.unowned.push((path, files));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::UnownedSubtrees;

    fn gather(paths: &[(&str, bool)]) -> Vec<String> {
        let mut subtrees = UnownedSubtrees::new();
        for (path, owned) in paths {
            subtrees.visit(path.as_bytes(), *owned);
        }
        subtrees
            .finish()
            .into_iter()
            .map(|(path, files)| format!("{path} {files}"))
            .collect()
    }

    #[test]
    fn a_directory_without_any_owner_is_one_finding() {
        assert_eq!(
            gather(&[
                ("Makefile", false),
                ("a/b/c.rs", false),
                ("a/b/d.rs", false),
                ("a/e.rs", false),
                ("f/g/h.rs", false),
                ("f/g/i.rs", false),
                ("f/j.rs", true),
                ("k/l/m.rs", false),
                ("n.rs", true),
            ]),
            ["Makefile 1", "a/ 3", "f/g/ 2", "k/l/m.rs 1"]
        );
    }

    #[test]
    fn the_top_is_never_gathered_into_one() {
        assert_eq!(gather(&[("a", false), ("b", false)]), ["a 1", "b 1"]);
        assert!(gather(&[]).is_empty());
    }

    #[test]
    fn a_name_that_begins_like_a_directory_is_another() {
        assert_eq!(
            gather(&[
                ("a-b", false),
                ("a/x", false),
                ("a/y", false),
                ("ab/z", true)
            ]),
            ["a-b 1", "a/ 2"]
        );
    }
}
