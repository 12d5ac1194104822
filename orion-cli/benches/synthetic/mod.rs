//! A made-up platform of any size: its files, and rules over them as people write them.
//!
//! Everything follows from two numbers, so that every run measures the same.

#![expect(
    clippy::expect_used,
    reason = "a repository that cannot be made is no benchmark"
)]

mod files;
mod policy;
mod repository;

pub(crate) use repository::SyntheticRepository;

/// How large it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    /// Tracked files.
    pub(crate) files: usize,
    /// Rules.
    pub(crate) rules: usize,
}

impl Size {
    /// Packages, of [`files::PER_PACKAGE`] files each.
    fn packages(self) -> usize {
        self.files.div_ceil(files::PER_PACKAGE)
    }
}
