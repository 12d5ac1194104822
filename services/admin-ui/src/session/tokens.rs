//! A session's tokens. A refresh token buys the next pair once; presented twice it looks stolen, and auth ends
//! the session. So one request refreshes, the others of the session wait for it, and a request that is given
//! up half-way does not take the new pair with it.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use orion_contracts::auth::v1::{AccessToken, RefreshToken, TokenResponse};
use orion_contracts::problem::ProblemCode;
use orion_infra::trace::carried;
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::clock::{Clock, later};
use crate::gateway::{Gateway, Trouble};

/// How long before its end an access token is replaced: longer than a request takes.
const MARGIN: Duration = Duration::from_secs(30);

/// The tokens.
#[derive(Debug, Clone)]
pub(crate) struct Tokens {
    clock: Clock,
    pair: Arc<Mutex<Pair>>,
}

#[derive(Debug)]
struct Pair {
    access: AccessToken,
    fresh_until: Timestamp,
    refresh: RefreshToken,
}

/// Why there is no access token.
#[derive(Debug)]
pub(crate) enum NoToken {
    /// Auth does not know the session any more.
    Over,
    /// It cannot be asked now.
    Trouble(Trouble),
}

impl Tokens {
    /// As they were given now.
    pub(crate) fn new(given: TokenResponse, clock: Clock) -> Self {
        let pair = Arc::new(Mutex::new(Pair::new(given, &clock)));
        Self { clock, pair }
    }

    /// An access token that holds for a while yet.
    ///
    /// # Errors
    /// When it had to be refreshed and was not.
    pub(crate) async fn access(&self, gateway: &Gateway) -> Result<AccessToken, NoToken> {
        let pair = Arc::clone(&self.pair).lock_owned().await;
        if self.clock.now() < pair.fresh_until {
            return Ok(pair.access.clone());
        }
        self.refresh(gateway, pair).await
    }

    /// An access token other than the one that was refused, though its time was not over.
    ///
    /// # Errors
    /// When it had to be refreshed and was not.
    pub(crate) async fn instead_of(
        &self,
        refused: &AccessToken,
        gateway: &Gateway,
    ) -> Result<AccessToken, NoToken> {
        let pair = Arc::clone(&self.pair).lock_owned().await;
        if pair.access != *refused {
            return Ok(pair.access.clone());
        }
        self.refresh(gateway, pair).await
    }

    /// The refresh token, to end the session at auth.
    pub(crate) async fn last(&self) -> RefreshToken {
        self.pair.lock().await.refresh.clone()
    }

    /// Buys the next pair, in a task of its own that nobody cuts short.
    async fn refresh(
        &self,
        gateway: &Gateway,
        mut pair: OwnedMutexGuard<Pair>,
    ) -> Result<AccessToken, NoToken> {
        let clock = self.clock.clone();
        let gateway = gateway.clone();
        let refreshing = tokio::spawn(carried(async move {
            let given = gateway.refresh(pair.refresh.clone()).await?;
            *pair = Pair::new(given, &clock);
            Ok::<_, Trouble>(pair.access.clone())
        }));
        match refreshing.await {
            Ok(Ok(access)) => Ok(access),
            Ok(Err(trouble)) => match trouble.code() {
                Some(ProblemCode::Unauthenticated | ProblemCode::Forbidden) => Err(NoToken::Over),
                _ => Err(NoToken::Trouble(trouble)),
            },
            Err(error) => Err(NoToken::Trouble(Trouble::away(error))),
        }
    }
}

impl Pair {
    fn new(given: TokenResponse, clock: &Clock) -> Self {
        let holds = Duration::from_secs(u64::from(given.expires_in));
        Self {
            access: given.access_token,
            fresh_until: later(clock.now(), holds.saturating_sub(MARGIN)),
            refresh: given.refresh_token,
        }
    }
}
