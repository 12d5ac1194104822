//! Asks the gateway itself.

use super::connection::read;
use super::{ClientError, Connection};
use crate::gateway::v1::{PlatformHealth, operations};

/// Asks the gateway itself. Every call fails with a [`ClientError`], which says why.
#[derive(Debug, Clone)]
pub struct GatewayClient(Connection);

#[expect(
    clippy::missing_errors_doc,
    reason = "the type's documentation says it once"
)]
impl GatewayClient {
    /// A client over that connection.
    #[must_use]
    pub fn new(connection: Connection) -> Self {
        Self(connection)
    }

    /// Asks how every service is.
    pub async fn platform_health(&self) -> Result<PlatformHealth, ClientError> {
        read(self.0.ask(&operations::PLATFORM_HEALTH, None)).await
    }
}
