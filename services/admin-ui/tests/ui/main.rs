//! The pages over real sockets, against a gateway that keeps state as the real one does. Every page that any
//! test sees is held to be well-formed HTML, usable without a mouse and eyes, and guarded by its headers.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "what helps tests may fail in the shortest way, as tests do"
)]

mod world;

mod assets;
mod delete_user;
mod forgery;
mod headers;
mod live;
mod log_in;
mod notifications;
mod services;
mod session;
mod trouble;
mod user;
mod users;
