//! How the workstreams stand, for people.

mod explain;
mod log;
mod table;
mod words;

pub(crate) use explain::render_explanation;
pub(crate) use log::render_log;
pub(crate) use table::render_status;
