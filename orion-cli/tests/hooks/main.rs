//! The git hooks as people meet them: installed by `orion`, called by a real git.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

mod install;
mod managers;
mod operations;
mod overrides;
mod places;
mod push;
mod shim;
mod shop;
mod traps;
mod world;
