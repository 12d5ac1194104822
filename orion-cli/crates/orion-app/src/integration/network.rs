//! What asks the services of a running stack.

use std::net::SocketAddr;

use orion_core::integration::{Answer, Login, Probed};

/// A request over HTTP, without credentials and without a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Where.
    pub to: SocketAddr,
    /// The method, in capital letters.
    pub method: String,
    /// The path, with `/` first.
    pub path: String,
    /// At most so many bytes of the answer's body are wanted.
    pub most: usize,
}

/// Somebody at the door of a database. There is a password in it, so there is no `Debug`.
#[derive(Clone)]
pub struct Credentials {
    /// Where.
    pub at: SocketAddr,
    /// Who.
    pub user: String,
    /// The password, if one is known.
    pub password: Option<String>,
    /// Which database.
    pub database: String,
}

/// Somebody at the door of a broker. There is a password in it, so there is no `Debug`.
#[derive(Clone)]
pub struct BrokerLogin {
    /// Where.
    pub at: SocketAddr,
    /// Who.
    pub user: String,
    /// The password, if one is known.
    pub password: Option<String>,
    /// The virtual host.
    pub virtual_host: String,
}

/// The way to services. No question takes longer than a few seconds.
pub trait Network {
    /// Asks once; redirects are not followed.
    ///
    /// # Errors
    /// Why there is no answer, in a few words for people.
    fn ask(&self, request: &Request) -> impl Future<Output = Result<Answer, String>>;

    /// Comes to a PostgreSQL server with credentials, and leaves at once.
    fn log_in(&self, credentials: &Credentials) -> impl Future<Output = Login>;

    /// Sends an event of that key through the exchange to a queue that only this connection has, and that goes with
    /// it. Nothing is left behind.
    fn probe(&self, login: &BrokerLogin, exchange: &str, key: &str)
    -> impl Future<Output = Probed>;
}
