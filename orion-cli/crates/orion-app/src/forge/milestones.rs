//! The milestones of a repository.

use super::ForgeError;

/// A milestone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Its title, which somebody else wrote.
    pub title: String,
    /// Whether it is closed.
    pub is_closed: bool,
}

/// The milestones of one repository on GitHub.
pub trait Milestones {
    /// All of them, open and closed.
    fn milestones(&self) -> impl Future<Output = Result<Vec<Milestone>, ForgeError>>;
}
