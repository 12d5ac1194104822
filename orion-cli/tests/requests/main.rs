//! Requests, from the command line to GitHub and back: against the simulator, a process of its own.

mod github_setup;
mod life;
mod offline;
mod secrecy;
mod storm;
mod world;
