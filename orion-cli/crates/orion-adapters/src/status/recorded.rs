//! Files that tools leave in the work tree, such as reports of test runs; git need not know of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use orion_app::status::{RecordedFile, RecordedRuns};
use orion_core::ownership::OwnedPattern;

/// Of more entries than that below one pattern's directory, the rest is not looked at: it is no place of reports.
const ENTRIES: usize = 20_000;
/// A longer report is not read.
const LONGEST: u64 = 64 * 1024 * 1024;

/// The files of a work tree.
#[derive(Debug, Clone)]
pub struct RunFiles {
    top: PathBuf,
}

impl RunFiles {
    /// Those of this work tree.
    #[must_use]
    pub fn new(top: &Path) -> Self {
        Self {
            top: top.to_owned(),
        }
    }
}

impl RecordedRuns for RunFiles {
    fn find(&self, patterns: &[OwnedPattern]) -> Vec<RecordedFile> {
        let mut found = BTreeSet::new();
        for pattern in patterns {
            let begin = literal_directory(pattern.as_str());
            let mut left = ENTRIES;
            self.walk(begin, pattern, &mut left, &mut found);
        }
        let described = found.into_iter().filter_map(|path| {
            let metadata = fs::symlink_metadata(self.top.join(&path)).ok()?;
            Some(RecordedFile {
                path,
                modified: metadata
                    .modified()
                    .ok()?
                    .try_into()
                    .unwrap_or(Timestamp::MIN),
                length: metadata.len(),
            })
        });
        described.collect()
    }

    fn read(&self, file: &RecordedFile) -> Option<String> {
        if file.length > LONGEST {
            return None;
        }
        fs::read_to_string(self.top.join(&file.path)).ok()
    }
}

impl RunFiles {
    /// Looks below a directory. Links are not followed: they may lead out of the work tree, or round in a circle.
    fn walk(
        &self,
        directory: &str,
        pattern: &OwnedPattern,
        left: &mut usize,
        found: &mut BTreeSet<String>,
    ) {
        let Ok(entries) = fs::read_dir(self.top.join(directory)) else {
            return;
        };
        for entry in entries.flatten() {
            let Some(rest) = left.checked_sub(1) else {
                return;
            };
            *left = rest;
            let name = entry.file_name();
            let (Some(name), Ok(kind)) = (name.to_str(), entry.file_type()) else {
                continue;
            };
            let path = match directory {
                "" => name.to_owned(),
                directory => format!("{directory}/{name}"),
            };
            if kind.is_dir() && name != ".git" {
                self.walk(&path, pattern, left, found);
            } else if kind.is_file() && pattern.matches(path.as_bytes()) {
                found.insert(path);
            }
        }
    }
}

/// The directory that all a pattern matches is in.
fn literal_directory(pattern: &str) -> &str {
    let literal = pattern.split(['*', '?', '{', '\\']).next();
    literal
        .and_then(|literal| literal.rsplit_once('/'))
        .map_or("", |(directory, _)| directory)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> OwnedPattern {
        text.parse().unwrap()
    }

    #[test]
    fn what_matches_is_found_and_links_are_not_followed() {
        let top = tempfile::tempdir().unwrap();
        for path in [
            "target/a/junit.xml",
            "target/b/c/junit.xml",
            "target/other.xml",
            "x.xml",
        ] {
            let path = top.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "<testsuites/>").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink("..", top.path().join("target/a/up")).unwrap();
        let files = RunFiles::new(top.path());
        let paths = |patterns: &[&str]| -> Vec<String> {
            let patterns: Vec<_> = patterns.iter().map(|text| pattern(text)).collect();
            files
                .find(&patterns)
                .into_iter()
                .map(|it| it.path)
                .collect()
        };
        let both = ["target/a/junit.xml", "target/b/c/junit.xml"];
        assert_eq!(paths(&["target/**/junit.xml"]), both);
        assert_eq!(paths(&["x.xml", "nothing/*.xml"]), ["x.xml"]);
        let found = files.find(&[pattern("x.xml")]);
        assert_eq!(files.read(&found[0]).unwrap(), "<testsuites/>");
    }
}
