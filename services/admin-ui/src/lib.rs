//! The admin UI service: pages for the people who run the platform.
//!
//! A browser holds a cookie that names a session and nothing else; who somebody is, and the tokens that prove
//! it, stay here. Everything else is asked of the gateway, in the name of whoever is logged in. Pages work
//! without a script; the live page is livelier with its own.

mod app;
mod assets;
mod clock;
mod feed;
mod gateway;
mod names;
mod pages;
mod routes;
mod service;
mod session;
mod settings;
mod web;

pub use app::AppError;
pub use clock::{Clock, ClockHand};
pub use gateway::GatewayError;
pub use service::{AdminUi, built};
pub use settings::Settings;
