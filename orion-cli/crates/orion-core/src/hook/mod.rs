//! git hooks as values: which there are, what Orion writes into them, and whose a hook is that is found.

mod found;
mod manager;
mod name;
mod shim;

pub use found::{FoundHook, classify};
pub use manager::HookManager;
pub use name::{HookName, UnknownHook};
pub use shim::{PREVIOUS_SUFFIX, Shim, recorded_program};
