//! Escalation, from the command line to GitHub and Slack: against the simulator, a process of its own.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

mod blockers;
mod overdue;
mod world;
