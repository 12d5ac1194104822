//! What stands around every page.

use crate::assets::{ASSETS, Assets};
use crate::session::Viewer;

/// Where the bar at the top leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Users,
    Notifications,
    Live,
    Services,
}

impl Section {
    const ALL: [Self; 4] = [Self::Users, Self::Notifications, Self::Live, Self::Services];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Users => "Users",
            Self::Notifications => "Notifications",
            Self::Live => "Live",
            Self::Services => "Services",
        }
    }

    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Users => "/users",
            Self::Notifications => "/notifications",
            Self::Live => "/live",
            Self::Services => "/services",
        }
    }
}

/// The page's title, the bar at its top, and what forms need.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) title: String,
    pub(crate) section: Option<Section>,
    /// Who is logged in.
    pub(crate) viewer: Option<Viewer>,
    /// What became of what they did last.
    pub(crate) notice: Option<String>,
    /// What every form carries.
    pub(crate) token: String,
}

impl Frame {
    /// For whoever is not logged in.
    pub(crate) fn outside(title: impl Into<String>, token: String) -> Self {
        Self {
            title: title.into(),
            section: None,
            viewer: None,
            notice: None,
            token,
        }
    }

    #[expect(clippy::unused_self, reason = "templates know nothing but their page")]
    pub(super) fn assets(&self) -> &'static Assets {
        &ASSETS
    }

    #[expect(clippy::unused_self, reason = "templates know nothing but their page")]
    pub(super) fn sections(&self) -> [Section; 4] {
        Section::ALL
    }
}
