//! What every request and every answer has in common: forms, failures, headers, and where a request comes from.

mod client;
mod explain;
mod failed;
mod fields;
mod harden;
mod origin;
mod posted;
mod visit;

pub(crate) use client::Client;
pub(crate) use explain::explain;
pub(crate) use failed::Failed;
pub(crate) use fields::{Fields, local_path, query};
pub(crate) use harden::harden;
pub(crate) use origin::same_origin;
pub(crate) use posted::{EntryPosted, Posted};
pub(crate) use visit::{Visit, Watch};
