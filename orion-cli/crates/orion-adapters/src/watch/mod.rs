//! Changes of files, as they happen: of a work tree, and of the repository that it belongs to.

mod quiet;
mod repository;
mod tree;

pub use repository::{RepositoryPlaces, repository_changes};
pub use tree::NotifyWatcher;
