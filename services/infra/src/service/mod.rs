//! A service: what it is ([`Service`]), what it becomes once it is built ([`Built`]), and the life it has from
//! binding an address to an orderly end ([`run()`], or [`Configured`] and [`Bound`] for whoever runs several).

mod bound;
mod built;
mod check;
mod configured;
mod connections;
mod error;
mod probe;
mod remainder;
mod run;
mod settings;

pub use bound::Bound;
pub use built::{Built, Work};
pub use check::Check;
pub use configured::{Configured, Member};
pub use error::ServeError;
pub use run::run;
pub use settings::ServiceSettings;

use crate::config::{Reader, Recorded};
use crate::stop::Stop;

/// What kept a service from being built, or one of its parts from working.
pub type BuildError = Box<dyn std::error::Error + Send + Sync>;

/// A service, known before it runs; its implementors are markers without a value.
pub trait Service: Sized + Send + 'static {
    /// Its name, as in `workstreams.toml`.
    const NAME: &'static str;
    /// What its environment variables begin with, as `ORION_AUTH_`.
    const PREFIX: &'static str;
    /// The port it listens on unless told otherwise: on the loopback interface, for whoever tries it out.
    const PORT: u16;
    /// Its own settings, beside those that every service has ([`ServiceSettings`]).
    type Settings: Send + 'static;

    /// Reads its own settings.
    ///
    /// # Errors
    /// When one of them cannot be used; the reader remembers why.
    fn read(reader: &mut Reader) -> Result<Self::Settings, Recorded>;

    /// Opens what it needs and gives its routes. Its address is taken by then; `stop` is for its work.
    ///
    /// # Errors
    /// When something it needs is not to be had.
    fn build(
        settings: Self::Settings,
        stop: Stop,
    ) -> impl Future<Output = Result<Built, BuildError>> + Send;
}
