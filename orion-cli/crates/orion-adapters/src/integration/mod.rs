//! Asks the services of a running stack, as whoever uses them would: over HTTP, PostgreSQL's protocol and AMQP; and
//! keeps what they served.

mod amqp;
mod http;
mod postgres;
mod served;

#[cfg(test)]
mod tests;

pub use served::ServedFile;

use std::error::Error;
use std::time::Duration;

use orion_app::integration::{BrokerLogin, Credentials, Network, Request};
use orion_core::integration::{Answer, Login, Probed};

/// How long one question may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Asks over TCP.
#[derive(Debug, Clone, Copy, Default)]
pub struct StackNetwork;

impl StackNetwork {
    /// The way to services.
    #[must_use]
    pub fn new() -> Self {
        Self
    }
}

impl Network for StackNetwork {
    async fn ask(&self, request: &Request) -> Result<Answer, String> {
        within(PATIENCE, http::ask(request)).await?
    }

    async fn log_in(&self, credentials: &Credentials) -> Login {
        within(PATIENCE, postgres::log_in(credentials))
            .await
            .unwrap_or_else(Login::Unknown)
    }

    async fn probe(&self, login: &BrokerLogin, exchange: &str, key: &str) -> Probed {
        // Three spans: to get in, to be handed the event, and to leave.
        within(3 * PATIENCE, amqp::probe(login, exchange, key, PATIENCE))
            .await
            .unwrap_or_else(Probed::Unknown)
    }
}

async fn within<T>(patience: Duration, work: impl Future<Output = T>) -> Result<T, String> {
    let late = |_| format!("no answer within {} s", patience.as_secs());
    tokio::time::timeout(patience, work).await.map_err(late)
}

/// What an error says, with the reasons that it gives.
fn told(error: &dyn Error) -> String {
    let mut told = error.to_string();
    let mut source = error.source();
    while let Some(reason) = source {
        let reason_told = reason.to_string();
        if !told.contains(&reason_told) {
            told = format!("{told}: {reason_told}");
        }
        source = reason.source();
    }
    told
}
