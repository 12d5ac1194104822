//! Starts all services, and ends all of them as soon as one ends.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use orion_infra::config::ConfigError;
use orion_infra::service::{Bound, ServeError};
use orion_infra::stop::{self, Stop};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::defaults::Addresses;
use crate::{PlatformSettings, administrator};

/// What kept the platform from serving.
#[derive(Debug, thiserror::Error)]
pub enum PlatformError {
    /// Its directory of data cannot be used.
    #[error("{} cannot be used for data", path.display())]
    Data {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The settings changed while it started, and are wrong now.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Services failed; each has its line.
    #[error("{}", .0.iter().map(with_sources).collect::<Vec<_>>().join("; "))]
    Services(Vec<ServeError>),
}

/// A failure with what is behind it.
fn with_sources(error: &ServeError) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    text
}

/// Serves all until the stop is requested, or one of them fails.
///
/// # Errors
/// With every service that could not take its address, or failed later.
pub async fn serve(settings: PlatformSettings, mut stop: Stop) -> Result<(), PlatformError> {
    prepare(&settings).map_err(|source| PlatformError::Data {
        path: settings.data.clone(),
        source,
    })?;
    let services = bind(&settings).await?;

    let (stopper, all) = stop::pair();
    let mut running = JoinSet::new();
    for service in services {
        running.spawn(service.serve(all.clone()));
    }
    let mut failures = Vec::new();
    let mut outside = std::pin::pin!(stop.requested());
    let mut asked = false;
    loop {
        tokio::select! {
            () = &mut outside, if !asked => {
                asked = true;
                stopper.stop();
            }
            ended = running.join_next() => match ended {
                None => break,
                Some(Ok(result)) => {
                    failures.extend(result.err());
                    stopper.stop();
                }
                // A panic is not a failure to be reported but a bug to be seen.
                Some(Err(panic)) => std::panic::resume_unwind(panic.into_panic()),
            },
        }
    }
    if failures.is_empty() {
        Ok(())
    } else {
        Err(PlatformError::Services(failures))
    }
}

fn prepare(settings: &PlatformSettings) -> io::Result<()> {
    let mut directory = fs::DirBuilder::new();
    directory.recursive(true);
    // Everybody's data is there: for others on the same machine it is not to be read.
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut directory, 0o700);
    directory.create(&settings.data)?;
    if !settings.names_administrator() {
        administrator::ensure_password(&settings.data)?;
        tracing::info!(
            email = administrator::EMAIL,
            password_file = %administrator::password_file(&settings.data).display(),
            "the first administrator"
        );
    }
    Ok(())
}

/// Takes every address, and only then reads the settings: each service is told where the others are.
async fn bind(settings: &PlatformSettings) -> Result<Vec<Bound>, PlatformError> {
    let mut listeners = Vec::new();
    let mut addresses = Addresses::new();
    let mut failures = Vec::new();
    for (member, told) in &settings.members {
        match listen(*told).await {
            Ok((listener, address)) => {
                listeners.push(listener);
                addresses.insert(member.name, address);
            }
            Err(source) => failures.push(ServeError::Bind {
                service: member.name,
                address: *told,
                source,
            }),
        }
    }
    if !failures.is_empty() {
        return Err(PlatformError::Services(failures));
    }
    settings
        .configure(&addresses)?
        .into_iter()
        .zip(listeners)
        .map(|(service, listener)| service.take(listener))
        .collect::<Result<_, _>>()
        .map_err(|failure| PlatformError::Services(vec![failure]))
}

async fn listen(address: SocketAddr) -> io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}
