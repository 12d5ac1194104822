//! Brings the last known overview up to date.

use jiff::Timestamp;

use super::{Kept, OverviewStore, Step, plan};
use crate::forge::{ForgeError, OverviewSource, PullRequestStatus};

/// What is known now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refreshed {
    /// What is known; none where nothing ever was.
    pub kept: Option<Kept>,
    /// Why it is no newer.
    pub error: Option<ForgeError>,
}

/// Asks for what is due, and keeps it. Where that fails, the last known is there still. `now` is by this machine's
/// clock. Where it cannot be kept, the next process asks again.
pub async fn refresh(
    source: Result<&impl OverviewSource, ForgeError>,
    store: &impl OverviewStore,
    now: Timestamp,
) -> Refreshed {
    let mut kept = store.last();
    let source = match source {
        Ok(source) => source,
        Err(error) => {
            return Refreshed {
                kept,
                error: Some(error),
            };
        }
    };
    let mut error = None;
    let steps = plan(kept.as_ref(), now);
    for step in &steps {
        if let Err(why) = take(*step, source, &mut kept, now).await {
            error = Some(why);
            break;
        }
    }
    if let Some(kept) = kept.as_ref().filter(|_| !steps.is_empty()) {
        // It is a cache: whoever cannot keep it asks again.
        let _ = store.keep(kept);
    }
    Refreshed { kept, error }
}

async fn take(
    step: Step,
    source: &impl OverviewSource,
    kept: &mut Option<Kept>,
    now: Timestamp,
) -> Result<(), ForgeError> {
    match (step, kept) {
        (Step::Changes(since), Some(kept)) => {
            let changes = source.changes(since).await?;
            kept.merge(changes, now);
        }
        (Step::Checks, Some(kept)) => {
            let pulls = kept.overview.pulls.iter();
            let open = pulls.filter(|pull| pull.status == PullRequestStatus::Open);
            let ids: Vec<_> = open.map(|pull| pull.state.id.clone()).collect();
            if !ids.is_empty() {
                let ids: Vec<_> = ids.iter().map(String::as_str).collect();
                let states = source.states(&ids).await?;
                kept.merge_states(states, now);
            }
        }
        (_, kept) => *kept = Some(Kept::full(source.full().await?, now)),
    }
    Ok(())
}
