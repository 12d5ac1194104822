//! The rules of judging, one file each: its code, its docs, its check.

pub mod approval_needed;
pub mod foreign_exclusive;
pub mod foreign_full;
pub mod nobody_acting;
pub mod override_in_force;
pub mod policy_change;
pub mod read_only;
pub mod reviewers_needed;
pub mod unowned;
