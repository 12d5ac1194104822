//! The user API: who is there, and what they say of themselves.

pub mod v1;
