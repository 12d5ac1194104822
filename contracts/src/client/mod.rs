//! Typed clients of every API. Where they ask, and how, they take from the tables of operations.
//!
//! ```no_run
//! # async fn example(token: orion_contracts::auth::v1::AccessToken) -> Result<(), orion_contracts::client::ClientError> {
//! use orion_contracts::client::{Connection, UserClient};
//!
//! let connection = Connection::new("http://127.0.0.1:7100")?.with_bearer(token);
//! let me = UserClient::new(connection).me().await?;
//! # Ok(())
//! # }
//! ```

mod auth;
mod connection;
mod error;
mod gateway;
mod notification;
mod user;

pub use auth::AuthClient;
pub use connection::Connection;
pub use error::ClientError;
pub use gateway::GatewayClient;
pub use notification::NotificationClient;
pub use user::UserClient;
