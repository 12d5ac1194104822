//! The gateway, which is all that the admin UI talks to.

mod activity;
mod authorized;
mod door;
mod trouble;

pub(crate) use activity::ActivityStream;
pub(crate) use authorized::Authorized;
pub(crate) use door::Gateway;
pub use door::GatewayError;
pub(crate) use trouble::Trouble;
