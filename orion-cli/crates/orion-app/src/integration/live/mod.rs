//! The checks that need a running stack, point by point.

mod contracts;
mod databases;
mod events;
mod routes;

pub(super) use contracts::contracts;
pub(super) use databases::databases;
pub(super) use events::events;
pub(super) use routes::routes;
