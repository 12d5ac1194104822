//! Floor 2: the world behind the ports of Orion.

pub mod desktop;
pub mod docker;
mod environment;
pub mod files;
pub mod gate;
pub mod git;
pub mod github;
pub mod integration;
pub mod notice;
pub mod outbox;
mod private;
pub mod quality;
pub mod stack;
pub mod status;
pub mod time;
pub mod watch;

pub use private::FileLock;
