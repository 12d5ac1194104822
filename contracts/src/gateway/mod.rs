//! The gateway's own API: how the platform is.

pub mod v1;
