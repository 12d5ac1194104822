//! Who is acting: which workstreams a change is made for, and how that was found.

mod branch;
mod declared;
mod facts;
mod member;
mod resolve;

#[cfg(test)]
mod tests;

pub use branch::workstreams_of_branch;
pub use declared::{UnknownWorkstream, UnknownWorkstreams, workstreams_named};
pub use facts::{Actor, IdentityFacts, IdentitySource};
pub use resolve::{resolve, resolve_under_both};
