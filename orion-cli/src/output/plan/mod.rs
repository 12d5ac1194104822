//! The plan: as a table, as bars, as Mermaid, as a picture.

mod bar;
mod gantt;
mod human;
mod mermaid;
mod svg;

pub(crate) use gantt::{Glyphs, render_gantt};
pub(crate) use human::render_plan;
pub(crate) use mermaid::render_mermaid;
pub(crate) use svg::render_svg;
