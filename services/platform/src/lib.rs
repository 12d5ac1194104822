//! The platform: all its services in one process, each on an address of its own, as if each ran alone, with
//! SQLite files for databases and a bus in memory.
//!
//! Nothing else composes services; they never use each other.

pub mod administrator;
mod defaults;
mod members;
mod run;
mod settings;

pub use defaults::Addresses;
pub use members::members;
pub use run::{PlatformError, serve};
pub use settings::{PREFIX, PlatformSettings};
