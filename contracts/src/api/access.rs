//! Who may ask.

/// Who may ask for an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody, without a token.
    Public,
    /// Whoever shows an access token. The operation itself may refuse what is not theirs.
    User,
    /// Whoever shows an access token with the role `admin`.
    Admin,
}
