//! `orion log`: how the workstreams came to stand as they do.

use jiff::Timestamp;
use orion_core::ids::WorkstreamId;

use super::ports::StatusStore;
use super::report::LogReport;
use crate::ports::StoreError;

/// The changes of state since then, of these workstreams, or of all where none is named; the oldest first.
///
/// # Errors
/// [`StoreError`] when they cannot be read.
pub fn log(
    store: &impl StatusStore,
    since: Timestamp,
    workstreams: &[WorkstreamId],
) -> Result<LogReport, StoreError> {
    let mut changes = store.changes()?;
    changes.retain(|change| {
        let is_of = |id: &WorkstreamId| change.workstream == id.as_str();
        change.at >= since && (workstreams.is_empty() || workstreams.iter().any(is_of))
    });
    Ok(LogReport {
        schema: 1,
        since,
        changes,
    })
}
