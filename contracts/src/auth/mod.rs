//! The auth API: who somebody is, and the tokens that prove it.

pub mod v1;
