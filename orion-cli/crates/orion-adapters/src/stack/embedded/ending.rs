//! How the platform is ended.

use std::time::{Duration, Instant};

use orion_app::stack::{EmbeddedError, EmbeddedStop, StoreError};

use super::hold::Holder;
use super::{EmbeddedPlatform, Looks, process};

/// How long a killed process may take to be gone.
const LAST: Duration = Duration::from_secs(10);

impl EmbeddedPlatform<'_> {
    /// Stops whoever that is.
    pub(super) async fn end(
        &self,
        holder: Holder,
        grace: Duration,
    ) -> Result<EmbeddedStop, EmbeddedError> {
        let Some(process) = self.signed(holder).await? else {
            return Ok(EmbeddedStop::Ended);
        };
        if !process::is_holder(process, &self.hold_file()) {
            return match self.holder()? {
                Some(_) => Err(EmbeddedError::Foreign(process)),
                None => Ok(EmbeddedStop::Ended),
            };
        }
        process::terminate(process)?;
        if self.is_gone_within(grace).await? {
            return Ok(EmbeddedStop::Ended);
        }
        process::kill(process)?;
        if self.is_gone_within(LAST).await? {
            return Ok(EmbeddedStop::Killed);
        }
        Err(EmbeddedError::Unstoppable(process))
    }

    /// The holder's process: one that has just been started writes it down at once. None when it ended instead.
    pub(super) async fn signed(&self, mut holder: Holder) -> Result<Option<u32>, EmbeddedError> {
        let begun = Instant::now();
        let mut looks = Looks::new();
        loop {
            if let Some(process) = holder.process {
                return Ok(Some(process));
            }
            if begun.elapsed() > LAST {
                let file = self.hold_file();
                let why = format!("`{}` is held by an unknown process", file.display());
                return Err(StoreError(why).into());
            }
            looks.next().await;
            match self.holder()? {
                Some(now) => holder = now,
                None => return Ok(None),
            }
        }
    }

    pub(super) async fn is_gone_within(&self, limit: Duration) -> Result<bool, EmbeddedError> {
        let begun = Instant::now();
        let mut looks = Looks::new();
        loop {
            if self.holder()?.is_none() {
                return Ok(true);
            }
            if begun.elapsed() > limit {
                return Ok(false);
            }
            looks.next().await;
        }
    }
}
