//! GitHub, through its REST and GraphQL interfaces.
//!
//! octocrab makes the requests; what comes back is read by types of this module, which take what they need and let
//! the rest be: an event that octocrab's types do not know would fail a whole page. Nothing under this module repeats
//! a request or follows a redirect by itself. Reads are repeated here where they fail for a moment, and writes never
//! are: an issue whose answer was lost would be there twice.

mod address;
mod approval;
mod branch_protection;
mod cache;
mod cause;
mod client;
mod error;
mod exchange;
mod forge;
mod graphql;
mod issue_page;
mod labels;
mod look;
mod milestones;
mod overview;
mod overview_file;
mod overview_rows;
mod pace;
mod protection;
mod pull_requests;
mod reading;
mod rest;
mod ruleset;
mod teams;
mod token;
mod told;
mod tracked;
mod turn;
mod writing;

pub use address::Address;
pub use client::GitHub;
pub use overview_file::OverviewFile;
pub use pace::Pace;
pub use token::{Token, find_token};
