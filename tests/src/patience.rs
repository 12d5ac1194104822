//! Waiting for what happens by itself.

use std::time::Duration;

use tokio::time::{Instant, sleep};

/// Longer than anything waited for takes; a test that hangs ends by it.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// How long is waited before looking again.
const PAUSE: Duration = Duration::from_millis(20);

/// Looks until there is something to see.
///
/// # Panics
/// When it takes longer than [`PATIENCE`].
pub async fn eventually<T>(what: &str, look: impl AsyncFnMut() -> Option<T>) -> T {
    eventually_within(PATIENCE, what, look).await
}

/// Looks until there is something to see, for as long as is said.
///
/// # Panics
/// When it takes longer.
pub async fn eventually_within<T>(
    patience: Duration,
    what: &str,
    mut look: impl AsyncFnMut() -> Option<T>,
) -> T {
    let deadline = Instant::now() + patience;
    loop {
        if let Some(seen) = look().await {
            return seen;
        }
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        sleep(PAUSE).await;
    }
}
