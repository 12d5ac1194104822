//! Floor 2: the world behind the ports of Orion.

pub mod docker;
mod environment;
pub mod files;
pub mod git;
pub mod stack;
pub mod watch;
