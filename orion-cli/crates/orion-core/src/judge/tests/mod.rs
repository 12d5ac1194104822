//! Verdicts, rule by rule: real policies, made-up changes.

mod access;
mod derived;
mod directories;
mod moves;
mod overrides;
mod redistributions;
mod report;
mod scene;
mod several_workstreams;
mod two_versions;
