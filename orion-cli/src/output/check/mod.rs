//! What `orion check` answers, in each of its formats.

mod annotation;
mod github;
mod group;
mod human;
mod sarif;
mod tree;
mod words;

pub(crate) use github::render_github;
pub(crate) use human::render_check;
pub(crate) use sarif::render_sarif;
pub(crate) use tree::render_tree;
