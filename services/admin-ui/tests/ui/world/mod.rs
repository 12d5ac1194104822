//! A platform behind a gateway, the admin UI before it, and a browser.

mod browser;
mod platform;
mod shown;
mod sound;
mod stream;

pub(crate) use browser::Browser;
pub(crate) use platform::{ADMIN, PASSWORD, Platform, USER};
pub(crate) use shown::Shown;
pub(crate) use stream::Stream;

use std::net::{Ipv4Addr, SocketAddr};

use jiff::Timestamp;
use orion_admin_ui::{Clock, ClockHand, Settings, built};
use orion_infra::service::{Configured, ServiceSettings};
use orion_infra::stop::{self, Stopper};

/// The admin UI, its gateway, and the clock by which its sessions end.
pub(crate) struct World {
    pub(crate) platform: Platform,
    pub(crate) address: SocketAddr,
    pub(crate) hand: ClockHand,
    pub(crate) stopper: Stopper,
}

impl World {
    /// With secure cookies, as it is deployed.
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// With settings of its own.
    pub(crate) async fn with(set: impl FnOnce(&mut Settings)) -> Self {
        let platform = Platform::start();
        let mut settings = Settings::of(platform.url.parse().unwrap());
        set(&mut settings);
        let now: Timestamp = "2026-11-25T09:00:00Z".parse().unwrap();
        let (clock, hand) = Clock::manual(now);
        let (stopper, stop) = stop::pair();
        let listen = ServiceSettings::at(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        let service = Configured::new("admin-ui", listen, move |stop| async move {
            Ok(built(&settings, clock, stop)?)
        });
        let bound = service.bind().await.unwrap();
        let address = bound.address();
        tokio::spawn(bound.serve(stop));
        Self {
            platform,
            address,
            hand,
            stopper,
        }
    }

    /// A browser that nobody has used yet.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    /// A browser in which the administrator is logged in.
    pub(crate) async fn logged_in(&self) -> Browser {
        let mut browser = self.browser();
        let page = browser.log_in(ADMIN, PASSWORD).await;
        assert_eq!(page.status, 200, "{}", page.text);
        browser
    }
}
