//! The keys that access tokens are signed with: made, published, used and taken away in turn, by all instances
//! alike.

mod ring;
mod timeline;

pub use ring::{KeyRing, RingError};
pub use timeline::Timeline;
