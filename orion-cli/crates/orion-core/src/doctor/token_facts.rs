//! What is known of the token for GitHub, without its value.

use jiff::Timestamp;

/// What came of looking at the token.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum TokenLook {
    /// Nobody looked: it was not asked for, or no repository on GitHub is known.
    #[default]
    NotAsked,
    /// There is none for this host.
    None {
        /// The host.
        host: String,
    },
    /// There is one, and GitHub could not be asked about it.
    NotTold {
        /// Where it came from.
        origin: String,
        /// Why.
        why: String,
    },
    /// GitHub does not know it, or no longer.
    Refused {
        /// Where it came from.
        origin: String,
    },
    /// GitHub knows it.
    Known(TokenFacts),
}

/// What GitHub says of a token that it knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenFacts {
    /// Where it came from: `GH_TOKEN`, `gh auth token --hostname github.com`, a file.
    pub origin: String,
    /// Whose it is; none for the token that Actions hands to a workflow.
    pub login: Option<String>,
    /// Its scopes; none for a token that has permissions instead: a fine-grained one, or a workflow's.
    pub scopes: Option<Vec<String>>,
    /// When it ends; none when it does not, or GitHub does not say.
    pub expires: Option<Timestamp>,
    /// The repository that was asked about: `owner/name`.
    pub repository: String,
    /// What its owner may do there; none when the repository cannot be seen.
    pub role: Option<RepositoryRole>,
    /// Whether `workstreams.toml` names teams.
    pub names_teams: bool,
}

/// What somebody may do in a repository, each with what is before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RepositoryRole {
    /// Read, and write issues.
    Read,
    /// Label and close issues.
    Triage,
    /// Write to branches.
    Write,
    /// Change the settings.
    Admin,
}

impl RepositoryRole {
    /// GitHub's word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Triage => "triage",
            Self::Write => "write",
            Self::Admin => "admin",
        }
    }
}
