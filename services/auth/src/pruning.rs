//! Forgetting what has expired.

use std::time::Duration;

use orion_infra::database::Database;
use orion_infra::service::Work;
use orion_infra::stop::Stop;

use crate::clock::Clock;
use crate::store::sessions;

const EVERY: Duration = Duration::from_hours(1);

/// Takes away expired sessions and tokens, now and every hour, until it is to stop.
pub(crate) fn work(database: Database, clock: Clock, mut stop: Stop) -> Work {
    Box::pin(async move {
        let pruning = async {
            loop {
                if let Err(error) = sessions::prune(database.pool(), clock.now()).await {
                    tracing::warn!(error = %error, "expired sessions cannot be taken away");
                }
                tokio::time::sleep(EVERY).await;
            }
        };
        tokio::select! {
            () = stop.requested() => Ok(()),
            never = pruning => never,
        }
    })
}
