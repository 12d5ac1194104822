//! Floor 1: the use cases of Orion, and the ports they need in the domain's words.
//!
//! A use case takes a workspace and ports, and returns a report. It prints nothing and starts nothing.

pub mod align;
pub mod check;
pub mod codeowners;
pub mod doctor;
pub mod escalate;
pub mod export;
mod finding;
pub mod forge;
pub mod gate;
pub mod github_setup;
pub mod hook;
pub mod init;
pub mod integration;
pub mod notice;
pub mod outbox;
pub mod owner;
pub mod path_argument;
pub mod plan;
pub mod ports;
pub mod quality;
pub mod refresh;
pub mod request;
mod request_rules;
pub mod ritual;
pub mod stack;
pub mod status;
pub mod template;
mod tracked;

pub use finding::FileFinding;
