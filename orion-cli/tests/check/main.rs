//! `orion check` as a shell sees it: verdicts and words, in each mode and format, on real repositories.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

mod all;
mod changes;
mod could_not_tell;
mod formats;
mod identity;
mod overrides;
mod paths;
mod policy;
mod range;
mod repositories;
mod sarif;
mod staged;
mod world;
