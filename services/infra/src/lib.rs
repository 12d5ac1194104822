//! What every service of the platform stands on: configuration that names every fault at once, secrets that
//! are never printed, a log, health, and an orderly end.
//!
//! A service is a [`service::Service`]; its binary is one call of [`service::run`].

mod backoff;
pub mod bus;
pub mod cache;
pub mod config;
pub mod database;
pub mod health;
pub mod http;
pub mod identity;
pub mod inbox;
pub mod log;
pub mod outbox;
pub mod process;
pub mod service;
pub mod stop;
pub mod trace;

#[cfg(feature = "testing")]
pub mod testing;
