//! The adapter: one repository, one token, one address.

use std::ffi::OsString;
use std::fmt;
use std::path::Path;
use std::time::Duration;

use octocrab::Octocrab;
use octocrab::service::middleware::retry::RetryConfig;
use orion_app::forge::ForgeError;
use orion_core::config::RepositoryName;
use url::Url;

use super::address::Address;
use super::cache::Cache;
use super::cause::cause;
use super::pace::{Pace, Written};
use super::token::{Token, find_token};
use super::turn::{Budget, Turn, Turns};

/// How long a connection may take.
const CONNECTING: Duration = Duration::from_secs(10);

/// A repository on GitHub, behind the port [`orion_app::forge::Forge`].
pub struct GitHub {
    /// How fast it is asked.
    pub pace: Pace,
    pub(super) repository: RepositoryName,
    pub(super) address: Address,
    /// Where the token came from.
    pub(super) origin: String,
    pub(super) rest: Octocrab,
    pub(super) graphql: Octocrab,
    /// What was read before, by its path.
    pub(super) known: Cache,
    /// Whose turn it is to ask.
    pub(super) turns: Turns,
    /// Held by whoever writes.
    pub(super) written: tokio::sync::Mutex<Written>,
}

impl fmt::Debug for GitHub {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GitHub")
            .field("repository", &self.repository)
            .field("address", &self.address)
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}

impl GitHub {
    /// Finds the address and the token for a repository. Nothing is sent yet.
    ///
    /// # Errors
    /// [`ForgeError::NoToken`]; [`ForgeError::Refused`] when a variable names no address.
    pub async fn connect(
        repository: RepositoryName,
        environment: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, ForgeError> {
        let host = repository.host.as_deref().unwrap_or("github.com");
        let address = Address::of(host, &environment)?;
        let token = find_token(host, &environment).await?;
        let rest = client(&address.rest, &token)?;
        // Where both are at one place, they share its connections.
        let graphql = if address.rest.origin() == address.graphql.origin() {
            rest.clone()
        } else {
            client(&address.graphql, &token)?
        };
        Ok(Self {
            pace: Pace::default(),
            repository,
            address,
            origin: token.origin,
            rest,
            graphql,
            known: Cache::default(),
            turns: Turns::default(),
            written: tokio::sync::Mutex::default(),
        })
    }

    /// Keeps what it reads in the work tree's `.orion/github`, so that the next process asks only whether anything has
    /// changed; and takes turns with the work tree's other processes.
    #[must_use]
    pub fn remembering(self, work_tree: &Path) -> Self {
        Self {
            known: Cache::on_disk(work_tree),
            turns: Turns::on_disk(work_tree),
            ..self
        }
    }

    /// Waits for a turn to ask, as [`Turns::turn`].
    pub(super) async fn turn(&self, budget: Budget) -> Result<Turn<'_>, ForgeError> {
        self.turns.turn(self.account(), budget).await
    }

    /// Waits for a turn to write, as [`Turns::turn_to_write`].
    pub(super) async fn turn_to_write(&self, notifies: bool) -> Result<Turn<'_>, ForgeError> {
        let between = self.pace.between_writes;
        let account = self.account();
        self.turns.turn_to_write(&account, between, notifies).await
    }

    /// The token itself is nothing to be written down; where it came from tells it from others of this machine.
    fn account(&self) -> String {
        format!("{} {}", self.address.rest, self.origin)
    }
}

/// A client for one origin: paths are made by whoever asks.
fn client(root: &Url, token: &Token) -> Result<Octocrab, ForgeError> {
    let build = || {
        Octocrab::builder()
            .base_uri(root.origin().ascii_serialization())?
            .personal_token(token.value.clone())
            .add_retry_config(RetryConfig::None)
            .set_connect_timeout(Some(CONNECTING))
            .build()
    };
    build().map_err(|error| ForgeError::Network {
        cause: cause(&error),
    })
}
