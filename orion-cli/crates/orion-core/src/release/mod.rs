//! A change of a contract as it is released: its version, its entry in the changelog, and what is different.

mod changelog;
mod json_value;
mod summary;
mod version;
mod yaml_value;

pub use changelog::with_entry;
pub use summary::{Difference, How, differences};
pub use version::{Bump, VersionText, bump, version_of};
