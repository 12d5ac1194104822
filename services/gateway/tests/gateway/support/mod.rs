//! A gateway on a real socket, before services that do what a test wants.

mod caller;
mod clock;
mod raw;
mod service;

pub(crate) use caller::{Answer, Ask, ask};
pub(crate) use clock::TestClock;
pub(crate) use raw::{RawService, converse};
pub(crate) use service::{Heard, Service};

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use orion_contracts::UserId;
use orion_contracts::auth::v1::{AccessToken, Role};
use orion_gateway::{
    BreakerSettings, GatewaySettings, Limits, Origins, Rate, Services, Times, assemble,
};
use orion_infra::http::TrustedProxies;
use orion_infra::service::ServiceSettings;
use orion_infra::testing::{self, TestServer};

/// Longer than anything here takes; a test that hangs ends by it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Waits for something that is going to happen.
pub(crate) async fn soon<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, what)
        .await
        .expect("it happens in time")
}

/// How a test's gateway differs from the usual one.
pub(crate) struct Plan {
    pub(crate) gateway: GatewaySettings,
    pub(crate) service: ServiceSettings,
    pub(crate) clock: TestClock,
}

impl Plan {
    /// All services at one address, and no limit that a test could meet by accident.
    pub(crate) fn at(service: SocketAddr) -> Self {
        Self::at_each([service; 3])
    }

    /// The auth, user and notification service at these addresses.
    pub(crate) fn at_each(services: [SocketAddr; 3]) -> Self {
        let [auth, user, notifications] =
            services.map(|address| format!("http://{address}").parse().unwrap());
        let plenty = Rate {
            per_second: NonZeroU32::MAX,
            burst: NonZeroU32::MAX,
        };
        Self {
            gateway: GatewaySettings {
                services: Services {
                    auth,
                    user,
                    notifications,
                },
                times: Times {
                    connect: PATIENCE,
                    first_byte: PATIENCE,
                    whole: PATIENCE,
                    idle: PATIENCE,
                },
                breaker: BreakerSettings {
                    memory: 64,
                    failures: 64,
                    open: Duration::from_secs(5),
                },
                limits: Limits {
                    address: plenty,
                    user: plenty,
                    sockets: 16,
                },
                origins: Origins::default(),
                proxies: TrustedProxies::default(),
            },
            service: ServiceSettings::at("127.0.0.1:0".parse().unwrap()),
            clock: TestClock::new(),
        }
    }

    /// The gateway, started.
    pub(crate) async fn start(self) -> Gateway {
        let Self {
            gateway,
            service,
            clock,
        } = self;
        let (tokens, issue) = testing::tokens();
        let time = clock.as_clock();
        let server = testing::serve_with(
            |usual| *usual = service,
            |stop| assemble(&gateway, tokens, &time, &stop).unwrap(),
        )
        .await;
        Gateway {
            address: server.address,
            clock,
            issue: Box::new(issue),
            server,
        }
    }
}

type Issue = Box<dyn Fn(UserId, &[Role]) -> AccessToken + Send + Sync>;

/// A gateway that runs until it is dropped.
pub(crate) struct Gateway {
    pub(crate) address: SocketAddr,
    pub(crate) clock: TestClock,
    issue: Issue,
    server: TestServer,
}

impl Gateway {
    /// The usual gateway before a service.
    pub(crate) async fn before(service: &Service) -> Self {
        Plan::at(service.address).start().await
    }

    /// The value of `Authorization` for a user, the same user for the same number.
    pub(crate) fn bearer(&self, number: u8, roles: &[Role]) -> String {
        let token = (self.issue)(user(number), roles);
        format!("Bearer {}", token.expose())
    }

    /// Asks as some user.
    pub(crate) fn ask(&self, method: &str, path: &str) -> Ask {
        self.ask_as(1, method, path)
    }

    /// Asks as a user.
    pub(crate) fn ask_as(&self, number: u8, method: &str, path: &str) -> Ask {
        ask(self.address, method, path).header("authorization", self.bearer(number, &[Role::User]))
    }

    /// Asks as an admin.
    pub(crate) fn ask_as_admin(&self, method: &str, path: &str) -> Ask {
        let bearer = self.bearer(250, &[Role::User, Role::Admin]);
        ask(self.address, method, path).header("authorization", bearer)
    }

    /// Lets it end in order.
    pub(crate) async fn stop(self) {
        soon(self.server.stop()).await.unwrap();
    }
}

/// A user.
pub(crate) fn user(number: u8) -> UserId {
    format!("018f0000-0000-7000-8000-000000000{number:03}")
        .parse()
        .unwrap()
}
