//! Requests, for people.

mod clock;
mod list;
mod new;
mod show;

pub(crate) use list::render_list;
pub(crate) use new::{render_preview, render_request};
pub(crate) use show::{render_decision, render_show};
