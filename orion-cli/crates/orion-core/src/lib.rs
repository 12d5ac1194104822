//! Floor 0: the rules and values of Orion.
//!
//! Nothing here reads a file, the environment, the clock, the network or the terminal; whatever a rule
//! needs from the world is handed to it. That keeps one verdict for hook, CI, agent and dashboard.

pub mod audit;
pub mod change;
pub mod clock;
pub mod codeowners;
pub mod codes;
pub mod config;
pub mod diagnostic;
pub mod doctor;
pub mod escalation;
pub mod escape;
pub mod evidence;
pub mod gate;
pub mod hook;
pub mod identity;
pub mod ids;
pub mod integration;
pub mod judge;
pub mod ownership;
pub mod path;
pub mod path_tree;
pub mod plan;
pub mod progress;
pub mod proposal;
pub mod quality;
pub mod release;
pub mod request;
pub mod shell;
pub mod stack;
pub mod status;
pub mod suggestion;
