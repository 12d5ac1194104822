//! The world behind the ports of the local stack.

mod builder;
mod embedded;
mod files;
mod growing_file;
mod machine;
mod probe;

pub use builder::CargoBuilder;
pub use embedded::EmbeddedPlatform;
pub use files::StackFiles;
pub use growing_file::GrowingFile;
pub use machine::LocalMachine;
pub use probe::NetworkProber;
