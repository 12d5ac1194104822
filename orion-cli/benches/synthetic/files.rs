//! The files.

use super::Size;

/// Files of one package, all directories together.
pub(super) const PER_PACKAGE: usize = 500;

/// What is in a package: directory, how many subdirectories, files in each, and how they are called.
const LAYOUT: &[(&str, usize, usize, &str)] = &[
    ("src/module", 20, 20, "file.rs"),
    ("tests/suite", 2, 25, "case.rs"),
    ("migrations/v", 1, 20, "step.sql"),
    ("proto/v", 2, 10, "message.proto"),
    ("docs/part", 1, 10, "page.md"),
];

impl Size {
    /// Every path; as many as were asked for.
    pub(crate) fn paths(self) -> impl Iterator<Item = String> {
        (0..self.packages())
            .flat_map(|package| {
                LAYOUT.iter().flat_map(move |&(directory, directories, files, name)| {
                    (0..directories * files).map(move |index| {
                        let (number, file) = (index / files, index % files);
                        let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
                        format!("packages/package{package:04}/{directory}{number:02}/{stem}{file:02}.{extension}")
                    })
                })
            })
            .take(self.files)
    }
}
