//! The dashboard: a model, messages that change it, and a view that draws it.
//!
//! `update` and `view` are pure: a list of messages is a session, which tests replay. Only `runtime` knows threads,
//! the terminal and time.

mod command_line;
mod effect;
mod glyphs;
mod keymap;
mod layout;
mod logs;
mod model;
mod msg;
mod page;
mod pane;
mod rows;
mod runtime;
mod source;
mod theme;
mod update;
mod view;

#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use {command_line::TYPED, keymap::BINDINGS, theme::PALETTES};

pub(crate) use effect::Action;
pub(crate) use msg::Outcome;
pub(crate) use page::Page;
pub(crate) use runtime::{ActionRunner, run};
pub(crate) use theme::Role;
