//! GitHub's adapter, against a simulator that checks every request against GitHub's published description and
//! misbehaves as it is told to.

#![expect(
    clippy::unwrap_used,
    reason = "what cannot be done here is a failed test, and a panic is its report"
)]

mod moved;
mod overview;
mod pages;
mod people;
mod questions;
mod reads;
mod refusals;
mod round_trip;
mod secrecy;
mod settings;
mod stub;
mod tokens;
mod turns;
mod world;
mod writes;
