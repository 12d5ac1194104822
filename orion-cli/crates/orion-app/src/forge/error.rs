//! What GitHub may answer instead, told so that it is clear what to do.

use jiff::Timestamp;
use thiserror::Error;

/// Why GitHub did not do what it was asked for. Texts that it sent are in here as they came: whoever shows them makes
/// control characters visible.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ForgeError {
    /// There is no token for this host.
    #[error("there is no token for `{host}`")]
    NoToken {
        /// The host.
        host: String,
        /// The variables and commands that were tried, in order.
        tried: Vec<String>,
    },
    /// The token is not, or no longer, good: 401.
    #[error("GitHub does not know the token from {origin}")]
    Unauthorized {
        /// Where the token came from: `GH_TOKEN`, `gh auth token`, …
        origin: String,
    },
    /// The organisation wants the token authorised: 403 with `X-GitHub-SSO`.
    #[error("the organisation wants this token authorised for single sign-on")]
    SingleSignOn {
        /// Where that is done.
        url: Option<String>,
    },
    /// The token may not do that: 403.
    #[error("the token may not do that: {message}")]
    Forbidden {
        /// What GitHub says.
        message: String,
        /// The permission that would allow it, from `X-Accepted-GitHub-Permissions` or `X-Accepted-OAuth-Scopes`.
        accepted: Option<String>,
    },
    /// A rate limit: 403 or 429.
    #[error("GitHub's {} is used up", if *.secondary { "secondary rate limit" } else { "rate limit" })]
    Limited {
        /// When it may be asked again, where it says so.
        until: Option<Timestamp>,
        /// Whether it was asked too fast, rather than too often.
        secondary: bool,
    },
    /// There is no such thing, or this token may not see it: 404.
    #[error("GitHub has no {what}, or the token may not see it")]
    NotFound {
        /// What was asked for.
        what: String,
    },
    /// It was deleted, or the repository has no issues: 410.
    #[error("{what} was deleted, or the repository has issues turned off")]
    Gone {
        /// What was asked for.
        what: String,
    },
    /// The repository goes by another name now: 301 or 307.
    #[error("the repository has moved")]
    Moved {
        /// Where it is now: `owner/name`, where that could be found out.
        to: Option<String>,
    },
    /// What was sent is not taken: 400 or 422, each fault with its field.
    #[error("GitHub refuses it: {}", .faults.join("; "))]
    Refused {
        /// `title: is too long (maximum is 256 characters)`
        faults: Vec<String>,
    },
    /// It failed by itself: 5xx.
    #[error("GitHub failed with {status}{}", request_id.as_ref().map(|id| format!(" (request {id})")).unwrap_or_default())]
    Server {
        /// The status.
        status: u16,
        /// `X-GitHub-Request-Id`.
        request_id: Option<String>,
    },
    /// It could not be reached, or the connection broke.
    #[error("GitHub cannot be reached: {cause}")]
    Network {
        /// Why.
        cause: String,
    },
    /// What it answered cannot be read.
    #[error("GitHub's answer cannot be read: {cause}")]
    Unreadable {
        /// Why.
        cause: String,
    },
}

impl ForgeError {
    /// Whether the same may go well later, without anybody doing anything.
    #[must_use]
    pub fn passes(&self) -> bool {
        matches!(
            self,
            Self::Limited { .. }
                | Self::Server { .. }
                | Self::Network { .. }
                | Self::Unreadable { .. }
        )
    }
}
