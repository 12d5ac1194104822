//! The only place that writes: the answer to standard output, the conversation to standard error.
//!
//! A command renders its report into a text and hands it to [`Printer::answer`], or writes a long one into
//! [`Printer::stream`]. Everything else that is said goes through the printer's `notice`, `warning` and
//! `failure`. Text from elsewhere passes [`visible()`] first.

pub(crate) mod check;
mod codeowners;
mod color;
mod counted;
mod diagnostics;
mod doctor;
pub(crate) mod escalate;
mod export;
mod failure;
pub(crate) mod gate;
mod github_align;
mod github_setup;
mod init;
mod integration;
mod log;
pub(crate) mod outbox;
pub(crate) mod owner;
mod panic;
pub(crate) mod plan;
mod printer;
pub(crate) mod prompt;
pub(crate) mod request;
mod ritual;
mod screen;
pub(crate) mod stack;
pub(crate) mod status;
mod stream;
mod table;
mod theme;
mod trust;
mod usage;
mod visible;
mod wrap;

pub(crate) use codeowners::render_codeowners;
pub(crate) use counted::counted;
pub(crate) use diagnostics::render_diagnostics;
pub(crate) use doctor::render_doctor;
pub(crate) use export::tell_export_findings;
#[cfg(test)]
pub(crate) use failure::FailureReport;
pub(crate) use github_align::render_github_align;
pub(crate) use github_setup::render_github_setup;
pub(crate) use init::render_init;
pub(crate) use integration::render_integration;
pub(crate) use log::start_log;
pub(crate) use panic::install_panic_message;
pub(crate) use printer::{Printer, is_interactive};
pub(crate) use ritual::render_ritual;
pub(crate) use screen::Screen;
pub(crate) use stream::Stream;
pub(crate) use theme::Theme;
pub(crate) use trust::render_trust;
pub(crate) use visible::{visible, visible_bytes, visible_lines};
pub(crate) use wrap::wrap;
