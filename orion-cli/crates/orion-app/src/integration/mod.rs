//! `orion integration`: whether the services fit together, from the sources and from the running stack.

mod facts;
mod live;
mod look;
mod network;
mod read;
mod report;
mod run;

pub use facts::{BrokerView, LiveFacts, LiveService, embedded_facts};
pub use network::{BrokerLogin, Credentials, Network, Request};
pub use read::SourceFiles;
pub use report::{IntegrationReport, LeftOut, PointReport, RowReport};
pub use run::{integration, integration_live};
