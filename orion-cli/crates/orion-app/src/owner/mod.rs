//! `orion owner`: who owns a path, who may write to it, and by which line.

mod asked;
mod report;
mod tracked;

pub use asked::{AskedPath, owners_of};
pub use report::{OwnedPath, OwnerReport, Ownership};
pub use tracked::{TrackedOwners, owners_of_tracked};
