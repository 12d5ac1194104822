//! Why a token does not hold.

use jsonwebtoken::errors::{Error, ErrorKind};

/// Why a token does not hold, or cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unverified {
    /// It is no token of ours: not a JWT, of another type, or with other claims.
    #[error("it is no access token")]
    Malformed,
    /// It is signed in another way than with EdDSA, or not at all.
    #[error("its algorithm is not `EdDSA`")]
    Algorithm,
    /// It names no key that is published.
    #[error("its key is not known")]
    UnknownKey,
    /// It was not signed with the key that it names.
    #[error("its signature does not hold")]
    Signature,
    /// It is from another issuer.
    #[error("its issuer is another")]
    Issuer,
    /// It is for another audience.
    #[error("its audience is another")]
    Audience,
    /// Its time has come.
    #[error("it has expired")]
    Expired,
    /// Its time is yet to come.
    #[error("it does not hold yet")]
    Early,
    /// The keys that it could be verified with are not to be had now.
    #[error("the keys that it could be verified with are not to be had now")]
    KeysUnavailable,
}

impl From<Error> for Unverified {
    fn from(error: Error) -> Self {
        match error.kind() {
            ErrorKind::InvalidSignature => Self::Signature,
            ErrorKind::InvalidIssuer => Self::Issuer,
            ErrorKind::InvalidAudience => Self::Audience,
            ErrorKind::ExpiredSignature => Self::Expired,
            ErrorKind::ImmatureSignature => Self::Early,
            ErrorKind::InvalidAlgorithm
            | ErrorKind::InvalidAlgorithmName
            | ErrorKind::UnsupportedAlgorithm => Self::Algorithm,
            _ => Self::Malformed,
        }
    }
}
