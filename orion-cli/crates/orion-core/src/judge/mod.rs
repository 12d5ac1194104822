//! The one decision function: may these changes be made by this actor?
//!
//! Hook, CI, agent guard and dashboard all call [`judge`]. It is pure: the caller brings the changes, the
//! policies before and after, who is acting, and what commits say of overrides.

mod case;
mod change_set;
mod decide;
mod judgement;
mod next;
mod occasion;
mod overriding;
mod owner_note;
mod policy;
mod redistribution;
mod report;
pub mod rules;

mod ruling;
#[cfg(test)]
mod tests;

pub use judgement::{Question, judge};
pub use occasion::{Occasion, Overrides};
pub use owner_note::OwnerNote;
pub use policy::{POLICY_FILE, Policies, Policy};
pub use redistribution::{Comparison, Redistribution};
pub use report::*;
pub use rules::override_in_force::{TRAILER, trailer};
