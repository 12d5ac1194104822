//! The notification API: what somebody was told, and whether they have read it.

pub mod v1;
