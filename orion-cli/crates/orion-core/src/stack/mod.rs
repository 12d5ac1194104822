//! The local stack: what is to run, what runs, and what has to be done about the difference.

mod cause;
mod container;
pub mod export;
mod hex;
mod log_line;
mod order;
mod project;
mod reconcile;
mod resolve;

pub use cause::{End, ending, likely_cause};
pub use container::{
    ConfigHash, ContainerId, ContainerSpec, ContainerState, EngineHealth, LiveContainer, Mount,
    MountSource, PublishedPort, secrets_digest,
};
pub use export::image_reference;
pub use log_line::{Level, ReadableLine, readable};
pub use order::with_dependencies;
pub use project::ProjectName;
pub use reconcile::{Decision, Reason, decide, orphans};
pub use resolve::{Resolved, container_of, volume_name};
