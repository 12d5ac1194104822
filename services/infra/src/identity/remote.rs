//! The keys that the auth service publishes.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{Request, Uri};
use http_body_util::{BodyExt as _, Empty, Limited};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use jsonwebtoken::DecodingKey;
use orion_contracts::auth::v1::Jwks;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use super::Unverified;
use super::key_set::KeySet;
use crate::http::{BaseUrl, Chain, forward_headers};
use crate::service::BuildError;
use crate::trace::carried;

/// Where they are published.
const PATH: &str = "/.well-known/jwks.json";
/// How long it may take to get them.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long they are as good as new. The auth service publishes a key long before it signs with it.
const FRESH: Duration = Duration::from_mins(5);
/// How long they are not asked for again, however many tokens name keys that are not among them.
const PAUSE: Duration = Duration::from_secs(5);
/// The same while there are none at all: the auth service may be starting.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// The longest answer that is read, in bytes.
const LENGTH_MAX: usize = 64 << 10;

/// Keys that are got when they are first needed, and kept: they go on being used while the auth service is away.
pub(super) struct Remote {
    /// Where they are, unless that is no address.
    uri: Option<Uri>,
    client: Client<HttpConnector, Empty<Bytes>>,
    known: RwLock<Known>,
    /// Held while they are being got: once is enough.
    getting: Mutex<()>,
    losses: AtomicU64,
}

#[derive(Clone, Default)]
struct Known {
    keys: Arc<KeySet>,
    got: Option<Instant>,
    asked: Option<Instant>,
    failed: bool,
}

impl Known {
    fn is_fresh(&self) -> bool {
        self.got.is_some_and(|got| got.elapsed() < FRESH)
    }

    /// Whether they may be asked for now.
    fn may_ask(&self) -> bool {
        let pause = if self.got.is_some() {
            PAUSE
        } else {
            FIRST_PAUSE
        };
        self.asked.is_none_or(|asked| asked.elapsed() >= pause)
    }
}

impl Remote {
    pub(super) fn new(auth: &BaseUrl) -> Self {
        Self {
            uri: auth.join(PATH).ok(),
            client: Client::builder(TokioExecutor::new())
                .pool_max_idle_per_host(0)
                .build_http(),
            known: RwLock::default(),
            getting: Mutex::new(()),
            losses: AtomicU64::new(0),
        }
    }

    pub(super) fn losses(&self) -> u64 {
        self.losses.load(Ordering::Acquire)
    }

    pub(super) async fn find(self: &Arc<Self>, id: &str) -> Result<Arc<DecodingKey>, Unverified> {
        let known = self.known();
        if let Some(key) = known.keys.find(id) {
            if !known.is_fresh() && known.may_ask() {
                let remote = self.clone();
                tokio::spawn(carried(async move { remote.renew().await }));
            }
            return Ok(key);
        }
        self.renew().await;
        let known = self.known();
        match known.keys.find(id) {
            Some(key) => Ok(key),
            None if known.failed || known.got.is_none() => Err(Unverified::KeysUnavailable),
            None => Err(Unverified::UnknownKey),
        }
    }

    fn known(&self) -> Known {
        self.known
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn learn(&self, learn: impl FnOnce(&mut Known)) {
        learn(&mut self.known.write().unwrap_or_else(PoisonError::into_inner));
    }

    /// Gets the keys, unless that was tried a moment ago.
    async fn renew(&self) {
        let _getting = self.getting.lock().await;
        if !self.known().may_ask() {
            return;
        }
        self.learn(|known| known.asked = Some(Instant::now()));
        let got = match timeout(PATIENCE, self.get()).await {
            Ok(got) => got,
            Err(elapsed) => Err(elapsed.into()),
        };
        match got {
            Ok(jwks) => {
                let keys = Arc::new(KeySet::of(jwks));
                let loses = self.known().keys.loses(&keys);
                self.learn(|known| {
                    known.keys = keys;
                    known.got = Some(Instant::now());
                    known.failed = false;
                });
                if loses {
                    self.losses.fetch_add(1, Ordering::AcqRel);
                }
            }
            Err(error) => {
                tracing::warn!(error = %Chain(&*error), "the keys of tokens cannot be got");
                self.learn(|known| known.failed = true);
            }
        }
    }

    async fn get(&self) -> Result<Jwks, BuildError> {
        let uri = self.uri.clone().ok_or("`auth.url` is no address")?;
        let mut request = Request::get(uri).body(Empty::new())?;
        *request.headers_mut() = forward_headers();
        let answer = self.client.request(request).await?;
        if !answer.status().is_success() {
            return Err(format!("the auth service answered {}", answer.status()).into());
        }
        let body = Limited::new(answer.into_body(), LENGTH_MAX)
            .collect()
            .await?;
        Ok(serde_json::from_slice(&body.to_bytes())?)
    }
}
