//! The commands of the local stack.

mod bring;
mod down;
mod embedded;
mod embedded_logs;
mod exec;
mod logs;
mod ps;
mod restart;
mod up;
mod watch;

pub(super) use down::run as down;
pub(super) use exec::run as exec;
pub(super) use logs::run as logs;
pub(super) use ps::run as ps;
pub(super) use restart::run as restart;
pub(super) use up::run as up;
pub(super) use watch::run as watch;
