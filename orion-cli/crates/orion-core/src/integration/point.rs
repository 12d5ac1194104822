//! The five integration points, and the dashboard's rows that show them.

use schemars::JsonSchema;
use serde::Serialize;

/// What has to fit together for the platform to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Point {
    /// 1: what a service provides is written down, served so, and built against.
    ApiContracts,
    /// 2: every event has a schema, a publisher and somebody who listens.
    EventSchemas,
    /// 3: no service reaches into another's database.
    DatabaseIsolation,
    /// 4: the gateway routes every operation of every contract.
    FrontendToBackend,
    /// 5: everybody builds on one list of dependencies.
    SharedDependencies,
}

impl Point {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 5] = [
        Self::ApiContracts,
        Self::EventSchemas,
        Self::DatabaseIsolation,
        Self::FrontendToBackend,
        Self::SharedDependencies,
    ];

    /// 1 to 5.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::ApiContracts => 1,
            Self::EventSchemas => 2,
            Self::DatabaseIsolation => 3,
            Self::FrontendToBackend => 4,
            Self::SharedDependencies => 5,
        }
    }

    /// Its name for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::ApiContracts => "API contracts",
            Self::EventSchemas => "Event schemas",
            Self::DatabaseIsolation => "Database isolation",
            Self::FrontendToBackend => "Frontend to backend",
            Self::SharedDependencies => "Shared dependencies",
        }
    }
}

/// A row of the dashboard's integration panel.
///
/// The rows cut the same checks in another way than the points do: what two services have to agree on (who builds
/// against whose contract, who listens to whose event, one version of what both depend on) is `Service-to-Svc`,
/// what is written down once stands with the contracts, the events and the databases. So point 5 is shown there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Row {
    /// The documents of the contracts, written and served: of point 1.
    ApiContracts,
    /// The schemas of the events: of point 2.
    EventSchemas,
    /// The databases and their isolation: point 3.
    DatabaseSchemas,
    /// Consumers of contracts and listeners of events, and what all depend on: of points 1 and 2, and point 5.
    ServiceToService,
    /// What the gateway routes: point 4.
    FrontendBackend,
}

impl Row {
    /// All of them, from the top.
    pub const ALL: [Self; 5] = [
        Self::ApiContracts,
        Self::EventSchemas,
        Self::DatabaseSchemas,
        Self::ServiceToService,
        Self::FrontendBackend,
    ];

    /// Its name on the dashboard.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::ApiContracts => "API Contracts",
            Self::EventSchemas => "Event Schemas",
            Self::DatabaseSchemas => "Database Schemas",
            Self::ServiceToService => "Service-to-Svc",
            Self::FrontendBackend => "Frontend-Backend",
        }
    }
}

/// How far a point, or a row, is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PointState {
    /// Nothing of it is there yet: nothing is to be checked, or all that is to be checked is missing.
    NotStarted,
    /// Something is there and contradicts what is declared.
    Broken,
    /// Something is missing, or could not be told.
    Partial,
    /// Everything holds that was checked.
    Complete,
}

impl PointState {
    /// One word or two, for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotStarted => "not started",
            Self::Broken => "broken",
            Self::Partial => "partial",
            Self::Complete => "complete",
        }
    }

    /// The sign before the words, one column wide.
    #[must_use]
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::NotStarted => "○",
            Self::Broken => "✗",
            Self::Partial => "▲",
            Self::Complete => "✓",
        }
    }
}
