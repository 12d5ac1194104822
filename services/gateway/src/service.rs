//! The gateway as a service of the platform.

use std::sync::Arc;
use std::time::Instant;

use orion_infra::config::{Reader, Recorded};
use orion_infra::identity::Tokens;
use orion_infra::service::{BuildError, Built, Service};
use orion_infra::stop::Stop;

use crate::routes::assemble;
use crate::settings::GatewaySettings;
use crate::upstream::Clock;

/// The service, as a type.
#[derive(Debug, Clone, Copy)]
pub struct Gateway;

impl Service for Gateway {
    const NAME: &'static str = "gateway";
    const PREFIX: &'static str = "ORION_GATEWAY_";
    const PORT: u16 = 7100;
    type Settings = GatewaySettings;

    fn read(reader: &mut Reader) -> Result<GatewaySettings, Recorded> {
        GatewaySettings::read(reader)
    }

    async fn build(settings: GatewaySettings, stop: Stop) -> Result<Built, BuildError> {
        let tokens = Tokens::remote(&settings.services.auth);
        let clock: Clock = Arc::new(Instant::now);
        assemble(&settings, tokens, &clock, &stop)
    }
}
