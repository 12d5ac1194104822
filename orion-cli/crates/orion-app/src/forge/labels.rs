//! The labels that a repository has, whatever they are on.

use super::ForgeError;

/// A label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its name, which GitHub compares without regard to case.
    pub name: String,
    /// Its colour: six hexadecimal digits.
    pub color: String,
    /// What it is for, at most 100 characters; empty when nothing says so.
    pub description: String,
}

/// The labels of one repository on GitHub. Writes are sent once, a second apart.
pub trait Labels {
    /// All of them.
    fn labels(&self) -> impl Future<Output = Result<Vec<Label>, ForgeError>>;

    /// Makes one that is not there.
    fn add_label(&self, label: &Label) -> impl Future<Output = Result<(), ForgeError>>;

    /// Gives the one of this name the colour and the description; its name stays as it is spelt.
    fn change_label(&self, label: &Label) -> impl Future<Output = Result<(), ForgeError>>;
}
