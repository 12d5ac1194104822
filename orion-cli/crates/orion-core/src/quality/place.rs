//! Paths as reports write them, and the file of the repository that each means.

use std::sync::Arc;

use crate::path::RepoPath;

/// A path as a report writes it, with the directories that it may be relative to.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WrittenPath {
    /// The path.
    pub path: String,
    /// The directories that the report names, absolute or relative to the top of the work tree, the likeliest first.
    pub bases: Arc<[String]>,
}

impl WrittenPath {
    /// A path that nothing else is said about.
    #[must_use]
    pub fn plain(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            bases: Arc::default(),
        }
    }
}

/// The top of the work tree, which absolute paths are made relative to.
#[derive(Debug, Clone)]
pub struct WorkTreeTop {
    components: Vec<String>,
}

impl WorkTreeTop {
    /// The top, as an absolute path.
    #[must_use]
    pub fn new(top: &str) -> Self {
        Self {
            components: Written::parse(top).components,
        }
    }

    /// The file that is meant: the first possibility that is `known`. `None` when there is none, for example because
    /// the file lies outside the work tree, or is generated.
    pub fn find(
        &self,
        written: &WrittenPath,
        known: impl Fn(&RepoPath) -> bool,
    ) -> Option<RepoPath> {
        let path = Written::parse(&written.path);
        let below = written.bases.iter().map(|base| path.below(base));
        below
            .chain([path.clone()])
            .filter_map(|possible| self.relative(&possible))
            .find(|possible| known(possible))
    }

    /// The path from the top, `.` and `..` taken out by their letters; `None` when it leads out of the work tree.
    fn relative(&self, path: &Written) -> Option<RepoPath> {
        let components = if path.is_absolute {
            path.components.strip_prefix(self.components.as_slice())?
        } else {
            &path.components
        };
        let leads_out = components.is_empty() || components.iter().any(|name| name == "..");
        (!leads_out).then(|| RepoPath::new(components.join("/")))
    }
}

/// A path in its parts.
#[derive(Debug, Clone)]
struct Written {
    is_absolute: bool,
    components: Vec<String>,
}

impl Written {
    /// Both separators count: a report may come from Windows, and no name of a tracked source holds a backslash. The
    /// letter of a drive is written in either case there, and so is compared in one.
    fn parse(path: &str) -> Self {
        let path = path.strip_prefix(r"\\?\").unwrap_or(path);
        let has_drive = matches!(path.as_bytes(), [drive, b':', ..] if drive.is_ascii_alphabetic());
        let is_absolute = has_drive || path.starts_with(['/', '\\']);
        let mut components: Vec<String> = Vec::new();
        for (position, name) in path.split(['/', '\\']).enumerate() {
            match name {
                "" | "." => {}
                ".." if components.last().is_some_and(|last| last != "..") => {
                    components.pop();
                }
                drive if position == 0 && has_drive => components.push(drive.to_ascii_lowercase()),
                name => components.push(name.to_owned()),
            }
        }
        Self {
            is_absolute,
            components,
        }
    }

    /// The path in that directory, unless it is absolute itself.
    fn below(&self, base: &str) -> Self {
        if self.is_absolute {
            return self.clone();
        }
        let mut below = Self::parse(base);
        for name in &self.components {
            if name == ".." && below.components.last().is_some_and(|last| last != "..") {
                below.components.pop();
            } else {
                below.components.push(name.clone());
            }
        }
        below
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found(top: &str, path: &str, bases: &[&str]) -> Option<String> {
        let written = WrittenPath {
            path: path.to_owned(),
            bases: bases.iter().map(|base| (*base).to_owned()).collect(),
        };
        let known = ["src/lib.rs", "web/src/lib.rs", "src"];
        WorkTreeTop::new(top)
            .find(&written, |path| {
                known
                    .iter()
                    .any(|known| known.as_bytes() == path.as_bytes())
            })
            .map(|path| path.to_string())
    }

    #[test]
    fn absolute_relative_and_of_windows() {
        let right = Some("src/lib.rs".to_owned());
        assert_eq!(found("/w", "/w/src/lib.rs", &[]), right);
        assert_eq!(found("/w", "./src/../src//lib.rs", &[]), right);
        assert_eq!(found("/w", r"src\lib.rs", &[]), right);
        assert_eq!(found(r"C:\w", r"c:\w\src\lib.rs", &[]), right);
        assert_eq!(found(r"\\?\C:\w", r"C:/w/src/lib.rs", &[]), right);
    }

    #[test]
    fn out_of_the_work_tree_is_nowhere() {
        for path in [
            "/x/src/lib.rs",
            "/ww/src/lib.rs",
            "../src/lib.rs",
            "/w/../src/lib.rs",
            "/w",
            "",
            ".",
        ] {
            assert_eq!(found("/w", path, &[]), None, "{path}");
        }
        assert_eq!(found("/w", "src/generated.rs", &[]), None);
    }

    #[test]
    fn bases_come_before_the_top() {
        let web = Some("web/src/lib.rs".to_owned());
        assert_eq!(found("/w", "src/lib.rs", &["/x", "/w/web"]), web);
        assert_eq!(found("/w", "src/lib.rs", &["web"]), web);
        assert_eq!(
            found("/w", "../src/lib.rs", &["/w/web"]),
            Some("src/lib.rs".to_owned())
        );
        assert_eq!(
            found("/w", "src/lib.rs", &["nowhere"]),
            Some("src/lib.rs".to_owned())
        );
    }
}
