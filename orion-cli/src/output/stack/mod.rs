//! The local stack: its progress, its reports and its logs.

mod failure;
mod logs;
mod progress;
mod ps;
mod step;
mod up;

pub(crate) use failure::render_problems;
#[cfg(test)]
pub(crate) use logs::LogObject;
pub(crate) use logs::LogWriter;
pub(crate) use progress::Progress;
#[cfg(test)]
pub(crate) use progress::StepLine;
pub(crate) use ps::render_ps;
pub(crate) use step::words as step_words;
pub(crate) use up::{render_down, render_up};
