//! A service that holds its address.

use std::net::SocketAddr;
use std::pin::pin;

use axum::Router;
use orion_contracts::problem::ProblemCode;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use super::connections::{self, Front};
use super::{BuildError, Built, Configured, ServeError};
use crate::health::{Health, Phase};
use crate::http::{ApiProblem, layers};
use crate::stop::{self, Stop};
use crate::trace::in_service;

/// A service that holds its address, but answers nobody yet.
#[derive(Debug)]
pub struct Bound {
    configured: Configured,
    listener: TcpListener,
    address: SocketAddr,
    health: Health,
}

impl Bound {
    pub(super) fn new(configured: Configured, listener: TcpListener, address: SocketAddr) -> Self {
        Self {
            configured,
            listener,
            address,
            health: Health::new(),
        }
    }

    /// The address it holds, with the port that the system chose if it was free to.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its health, to be looked at while it serves.
    #[must_use]
    pub fn health(&self) -> Health {
        self.health.clone()
    }

    /// Builds the service and serves until it is to stop, then lets requests and work that were begun end. While
    /// it is being built it answers that it is starting.
    ///
    /// # Errors
    /// When it cannot be built, its work fails, or the end takes longer than it may.
    pub async fn serve(self, outside: Stop) -> Result<(), ServeError> {
        in_service(self.configured.name, self.live(outside)).await
    }

    async fn live(self, mut outside: Stop) -> Result<(), ServeError> {
        let Self {
            configured,
            listener,
            address,
            health,
        } = self;
        let Configured {
            name: service,
            settings,
            build,
        } = configured;
        let (stopper, stop) = stop::pair();
        let mut running = JoinSet::new();

        let starting = health.routes(Vec::new()).fallback(async || {
            ApiProblem::new(ProblemCode::Unavailable).detail("the service is starting")
        });
        let front = Front::new(layers(starting, service, &settings));
        let serving = connections::serve(listener, front.clone(), stop.clone());
        running.spawn(in_service(service, async {
            serving.await;
            Ok(())
        }));

        let built = tokio::select! {
            built = build(stop.clone()) => built,
            () = outside.requested() => return Ok(()),
        };
        let Built {
            routes,
            work,
            checks,
        } = built.map_err(|source| ServeError::Build { service, source })?;
        let routes: Router = routes.merge(health.routes(checks));
        front.open(layers(routes, service, &settings));
        for work in work {
            running.spawn(in_service(service, work));
        }
        health.reach(Phase::Ready);
        tracing::info!(address = %address, "listening");

        let mut outcome = Ok(());
        let mut too_long = pin!(async {
            stop.clone().requested().await;
            tokio::time::sleep(settings.drain).await;
        });
        loop {
            tokio::select! {
                ended = running.join_next() => {
                    let ended = match ended {
                        None => break,
                        Some(Ok(ended)) => ended,
                        Some(Err(panic)) => Err(BuildError::from(panic)),
                    };
                    if let Err(source) = ended {
                        outcome = outcome.and(Err(ServeError::Work { service, source }));
                        health.reach(Phase::Draining);
                        stopper.stop();
                    }
                }
                () = outside.requested(), if health.phase() != Phase::Draining => {
                    health.reach(Phase::Draining);
                    stopper.stop();
                }
                () = &mut too_long => {
                    let drain = settings.drain;
                    return outcome.and(Err(ServeError::Undrained { service, drain }));
                }
            }
        }
        outcome?;
        tracing::info!("stopped");
        Ok(())
    }
}
