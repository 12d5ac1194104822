//! The engine's adapter: against the real engine where there is one, and against one that says what the real
//! one cannot be made to say.
//!
//! Images need no registry: each holds one small static binary, compiled here. Every test has a stack of its
//! own, and takes it away however it ends.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    reason = "what cannot be done here is a failed test, and a panic is its report"
)]

mod belongings;
mod builds;
mod connecting;
mod containers;
mod events;
mod logs;
mod running;
mod stack;
mod stub;
mod troubles;
