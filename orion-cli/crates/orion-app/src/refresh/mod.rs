//! The overview of what is going on on GitHub, kept up to date with as few calls as that takes.

mod kept;
mod plan;
mod run;

pub use kept::{Kept, OverviewStore};
pub use plan::{Step, plan};
pub use run::{Refreshed, refresh};
