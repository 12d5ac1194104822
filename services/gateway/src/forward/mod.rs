//! How a request is passed on: what is refused at the door, what is checked before anything leaves, and which
//! headers go which way.

mod client;
mod door;
mod headers;
mod route;
mod shape;
mod tunnel;

pub(crate) use door::Door;
pub(crate) use route::{Gate, Route, forward};
