//! Requests, for people.

mod clock;
mod life;
mod list;
mod new;
mod show;

pub(crate) use life::{
    render_adoption, render_guide, render_implementation, render_implementation_preview,
    render_notification,
};
pub(crate) use list::render_list;
pub(crate) use new::{render_preview, render_request};
pub(crate) use show::{render_decision, render_show};
