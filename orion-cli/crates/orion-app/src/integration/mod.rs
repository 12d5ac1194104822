//! `orion integration`: whether the services fit together, from the sources and from the running stack.

mod facts;
mod live;
mod look;
mod network;
mod read;
mod report;
mod run;
mod served;

pub use facts::{BrokerView, LiveFacts, LiveService, embedded_facts};
pub use network::{BrokerLogin, Credentials, Network, Request};
pub use read::SourceFiles;
pub use report::{IntegrationReport, LeftOut, PointReport, RowReport};
pub use run::{LiveLook, integration, integration_live};
pub use served::{ServedAnswer, ServedAnswers, ServedStore};
