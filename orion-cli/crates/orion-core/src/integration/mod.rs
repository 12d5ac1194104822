//! The five integration points: what is checked, from facts that are handed in, and what it comes to.

mod address;
mod check;
mod databases;
mod digest;
mod events;
mod gateway;
mod live;
mod openapi;
mod packages;
mod point;
pub mod rules;
mod sources;
mod sql;
mod statically;

#[cfg(test)]
mod tests;

pub use address::{Address, addresses};
pub use check::{Check, Finding, IntegrationRule, Outcome, Place, Tally, Unknown, Weight};
pub use digest::DocumentDigest;
pub use events::{published, subscribed};
pub use gateway::gateway;
pub use live::{Answer, Binding, Login, Probed, Served};
pub use openapi::{Operation, described, operations};
pub use packages::{Dependency, MANIFESTS, Manager, Package, Packages, Resolved, resolved};
pub use point::{Point, PointState, Row};
pub use sources::{POLICY, Sources, document};
pub use statically::{Statically, check_sources, is_wanted};
