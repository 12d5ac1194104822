//! The commands of the local stack.

mod down;
mod exec;
mod logs;
mod ps;
mod restart;
mod up;
mod watch;
mod words;

pub(crate) use down::DownArguments;
pub(crate) use exec::ExecArguments;
pub(crate) use logs::LogsArguments;
pub(crate) use ps::PsArguments;
pub(crate) use restart::RestartArguments;
pub(crate) use up::UpArguments;
pub(crate) use watch::WatchArguments;
pub(crate) use words::RuntimeChoice;
