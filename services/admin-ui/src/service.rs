//! The service: its settings, its routes, and the end of sessions whose time is over.

use std::time::Duration;

use orion_infra::config::{Reader, Recorded};
use orion_infra::service::{BuildError, Built, Service};
use orion_infra::stop::Stop;

use crate::app::{App, AppError};
use crate::clock::{Clock, later};
use crate::routes::{at_auth, routes};
use crate::settings::Settings;

/// How often sessions whose time is over are looked for.
const SWEEP: Duration = Duration::from_mins(1);

/// The service, as a type.
#[derive(Debug, Clone, Copy)]
pub struct AdminUi;

impl Service for AdminUi {
    const NAME: &'static str = "admin-ui";
    const PREFIX: &'static str = "ORION_ADMIN_UI_";
    const PORT: u16 = 7104;
    type Settings = Settings;

    fn read(reader: &mut Reader) -> Result<Settings, Recorded> {
        Settings::read(reader)
    }

    async fn build(settings: Settings, stop: Stop) -> Result<Built, BuildError> {
        Ok(built(&settings, Clock::system(), stop)?)
    }
}

/// The service by a clock of one's own. It is ready whether or not the gateway is: it says better than a load
/// balancer does what is the matter.
///
/// # Errors
/// When something it needs is not to be had.
pub fn built(settings: &Settings, clock: Clock, stop: Stop) -> Result<Built, AppError> {
    let app = App::new(settings, clock, stop)?;
    Ok(Built::new(routes(app.clone())).with_work(sweep(app)))
}

/// Ends sessions whose time is over, here and at auth.
async fn sweep(app: App) -> Result<(), BuildError> {
    let mut stop = app.stop.clone();
    loop {
        tokio::select! {
            () = stop.requested() => return Ok(()),
            () = app.clock.reaches(later(app.clock.now(), SWEEP)) => {}
        }
        for session in app.sessions.sweep() {
            tracing::info!(user = %session.viewer.user, "a session is over");
            at_auth(&app, session.tokens.last().await);
        }
    }
}
