//! An instant as pages show it.

use jiff::Timestamp;

/// The instant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment(pub(crate) Timestamp);

impl Moment {
    /// For programs: RFC 3339.
    pub(super) fn machine(&self) -> String {
        self.0.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// For people, UTC.
    pub(super) fn shown(&self) -> String {
        self.0.strftime("%Y-%m-%d %H:%M:%S").to_string()
    }
}
