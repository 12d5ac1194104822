//! The gateway: the one door to the platform.
//!
//! It offers the operations of the contracts and nothing else, verifies whoever asks before anything is passed
//! on, and keeps what one client, or one service that fails, can do to the others small.
//!
//! A request meets, in this order: what every service has (request id, log, time-out, body limit), the door
//! (one meaning, one address's rate), CORS, compression, its route (token, role, one user's rate), and then for
//! each attempt to have it answered the breaker of its service, and the connection.

mod apis;
mod compression;
mod cors;
mod documents;
mod forward;
mod health;
mod limits;
mod routes;
mod service;
mod settings;
mod upstream;

pub use limits::{Limits, Rate};
pub use routes::assemble;
pub use service::Gateway;
pub use settings::{GatewaySettings, Origins, Services};
pub use upstream::{BreakerSettings, Clock, LONGEST_MEMORY, Times};
