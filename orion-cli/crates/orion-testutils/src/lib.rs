//! A hermetic world for tests: real git in throw-away repositories, with a cleared environment, a HOME of
//! its own, fixed dates and no configuration from the machine.

#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "test support: a world that cannot be made is a failed test, and a panic is its report"
)]

mod ghsim;
mod on_github;
mod repository;
mod requirement;
mod terminal;

pub use ghsim::GhSim;
pub use on_github::OnGitHub;
pub use repository::{Outcome, TestRepository};
pub use requirement::skipped;
pub use terminal::Terminal;
