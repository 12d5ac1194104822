//! How the workstreams stand, for people.

mod explain;
mod integration;
mod log;
mod quality;
mod table;
mod words;

pub(crate) use explain::render_explanation;
pub(crate) use integration::explain_integration;
pub(crate) use log::render_log;
pub(crate) use quality::{explain_figure, explain_quality, value as figure_value};
pub(crate) use table::render_status;
