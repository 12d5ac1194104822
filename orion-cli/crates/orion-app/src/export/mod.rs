//! `orion export`: the stack for other machines.

mod mounted;
mod run;
mod way;

pub use run::{ExportFailure, ExportFormat, ExportOrder, export};
pub use way::way_to_top;
