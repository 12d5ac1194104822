//! The stable codes, each with its HTTP status and title.

use crate::words::words;

words! {
    /// What kind of problem it is: the part of a problem that programs decide by.
    ProblemCode {
        /// The request cannot be understood, or breaks a rule: `errors` says where.
        InvalidRequest = "invalid-request",
        /// Nobody is known to be asking, or the proof does not hold.
        Unauthenticated = "unauthenticated",
        /// Whoever asks may not.
        Forbidden = "forbidden",
        /// There is no such thing, or none that whoever asks may know of.
        NotFound = "not-found",
        /// There is such a thing, but not that method: `Allow` says which.
        MethodNotAllowed = "method-not-allowed",
        /// It clashes with how things are now.
        Conflict = "conflict",
        /// It was changed meanwhile: read it again.
        PreconditionFailed = "precondition-failed",
        /// The body is longer than the service reads.
        PayloadTooLarge = "payload-too-large",
        /// The body's media type is not the one that is read here.
        UnsupportedMediaType = "unsupported-media-type",
        /// This is a WebSocket, and the request does not ask for one.
        UpgradeRequired = "upgrade-required",
        /// A change has to say which version it is of: `If-Match`.
        PreconditionRequired = "precondition-required",
        /// Too much was asked too quickly: `Retry-After` says when to ask again.
        TooManyRequests = "too-many-requests",
        /// The service is at fault.
        Internal = "internal",
        /// The service cannot answer now.
        Unavailable = "unavailable",
    }
}

impl ProblemCode {
    /// The HTTP status that goes with it; no two codes share one.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::InvalidRequest => 400,
            Self::Unauthenticated => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::Conflict => 409,
            Self::PreconditionFailed => 412,
            Self::PayloadTooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::UpgradeRequired => 426,
            Self::PreconditionRequired => 428,
            Self::TooManyRequests => 429,
            Self::Internal | Self::Unknown => 500,
            Self::Unavailable => 503,
        }
    }

    /// A few words for people, the same every time.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::InvalidRequest => "The request is not valid",
            Self::Unauthenticated => "Not logged in",
            Self::Forbidden => "Not allowed",
            Self::NotFound => "Not found",
            Self::MethodNotAllowed => "No such method here",
            Self::Conflict => "It clashes with the present state",
            Self::PreconditionFailed => "It was changed meanwhile",
            Self::PayloadTooLarge => "The body is too long",
            Self::UnsupportedMediaType => "The body is of another media type",
            Self::UpgradeRequired => "This is a WebSocket",
            Self::PreconditionRequired => "The version is missing",
            Self::TooManyRequests => "Too many requests",
            Self::Internal => "The service failed",
            Self::Unavailable => "The service is not available",
            Self::Unknown => "A problem of an unknown kind",
        }
    }

    /// The URI that names the kind of problem.
    #[must_use]
    pub fn uri(self) -> String {
        format!("urn:orion:problem:{}", self.name())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::ProblemCode;

    #[test]
    fn a_code_is_written_as_it_is_named() {
        for code in ProblemCode::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.name());
        }
    }

    #[test]
    fn no_two_codes_share_a_status() {
        let statuses: BTreeSet<_> = ProblemCode::ALL.iter().map(|code| code.status()).collect();
        assert_eq!(statuses.len(), ProblemCode::ALL.len());
    }
}
