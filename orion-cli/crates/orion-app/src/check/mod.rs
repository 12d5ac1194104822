//! `orion check`: are these changes inside the boundaries?

mod all;
mod could_not_tell;
mod facts;
mod policy;
mod request;
mod run;
mod versions;

pub use all::check_all;
pub use could_not_tell::{CouldNotTell, PolicyVersion};
pub use facts::actor;
pub use policy::{read_policy, read_workspace};
pub use request::{CheckRequest, CheckScope, Speaker};
pub use run::check;
