//! What `orion owner` answers: in full for a few paths, a line or an object each for every tracked file.

mod human;
mod json;
mod lines;
mod plain;

pub(crate) use human::render_owners;
pub(crate) use json::ObjectWriter;
pub(crate) use lines::{LineWriter, render_lines};
