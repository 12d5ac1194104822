//! From the file as it is written to the model, with every finding on the way.

mod builder;
mod choices;
mod contracts;
mod deliverables;
mod file;
mod gates;
mod health;
mod names;
mod notices;
mod owns;
mod plan;
mod project;
mod quality;
mod references;
mod run;
mod services;
mod sla;
mod texts;
mod words;
mod workstreams;

pub(crate) use builder::Builder;
