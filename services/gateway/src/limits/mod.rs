//! How much one client may ask.

mod rate;
mod sockets;

pub(crate) use rate::Quota;
pub use rate::Rate;
pub(crate) use sockets::{Socket, Sockets};

/// How much one client may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// `limits.address-…`: of one address, whoever asks from there.
    pub address: Rate,
    /// `limits.user-…`: of one user, wherever they ask from.
    pub user: Rate,
    /// `limits.sockets-per-user`: the WebSockets that one user may have open.
    pub sockets: usize,
}
