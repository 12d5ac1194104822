//! `orion integration`: whether the services fit together, from the sources and from the running stack.

mod report;

pub use report::{IntegrationReport, LeftOut, PointReport, RowReport};
