//! Who is asking: access tokens (JWTs, RFC 7519, signed with Ed25519, RFC 8037) are signed by a [`SigningKey`], verified
//! by [`Tokens`], and seen by handlers as the [`Caller`].
//!
//! A token is of the type `at+jwt` (RFC 9068), names its key, and is verified with no other algorithm than EdDSA,
//! whatever its header says (RFC 8725).

mod caller;
mod key_set;
mod keys;
mod provider;
mod remote;
mod signing_key;
mod tokens;
mod unverified;

pub use caller::Caller;
pub use keys::KeySource;
pub use signing_key::{KeyError, SigningKey};
pub use tokens::Tokens;
pub use unverified::Unverified;

/// The type that tokens say they are of (RFC 9068, section 2.1).
const TOKEN_TYPE: &str = "at+jwt";
