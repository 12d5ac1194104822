//! A connection that is accepted, and stays.

use std::time::Duration;

use super::connect::Way;
use super::words;

/// How long a proxy may take to notice that nobody listens behind it.
const SETTLE: Duration = Duration::from_millis(50);

/// Is ready when the service accepted the connection; when a proxy did, it is if the connection stays open for a
/// moment, or something is said on it.
pub(super) async fn ask(way: Way, limit: Duration) -> Result<(), String> {
    if way.direct {
        return Ok(());
    }
    match tokio::time::timeout(SETTLE.min(limit), way.stream.peek(&mut [0])).await {
        Err(_) | Ok(Ok(1..)) => Ok(()),
        Ok(Ok(0)) => Err("the connection was closed at once".to_owned()),
        Ok(Err(error)) => Err(words(&error)),
    }
}
