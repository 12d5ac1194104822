//! `workstreams.toml` held against the whole tree: files that nobody owns, rules that decide nothing.

pub mod idle_rule;
mod report;
mod tree;
mod unowned_subtrees;

pub use report::{TreeFinding, TreeReport, TreeSummary};
pub use tree::{IdleRules, TreeAudit};
