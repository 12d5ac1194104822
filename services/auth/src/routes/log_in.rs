//! `POST /v1/auth/login`.
//!
//! Until the password is found to be right, an unknown address, a known one and one that is turned off take
//! the same way: the same questions to cache and database, and one hash.

use axum::extract::State;
use jiff::Timestamp;
use orion_contracts::SessionId;
use orion_contracts::auth::v1::LogInRequest;
use orion_infra::database::new_id;
use orion_infra::http::{ApiProblem, Json, Reply};

use super::refusals::log_in_failed;
use super::token_pair::TokenPair;
use crate::app::App;
use crate::domain::{Account, Address, refresh_token};
use crate::limits::{Client, Rate};
use crate::store::accounts;
use crate::store::sessions::{self, NewToken};

pub(super) async fn log_in(
    State(app): State<App>,
    client: Client,
    Json(request): Json<LogInRequest>,
) -> Reply<TokenPair> {
    app.rates.admit(Rate::LogIn, client).await?;
    let address = Address::new(&request.email);
    app.lock_out.check(&address).await?;
    let account = accounts::find(app.database.pool(), &address).await?;
    // Whoever has to wait for a turn in vain has not failed.
    let turn = app.passwords.turn().await?;
    app.lock_out.count(&address).await?;
    let hash = account.as_ref().map(|account| account.password.clone());
    let fits = app.passwords.verify(turn, request.password, hash).await?;
    let account = account.filter(|account| fits && account.is_active);
    let account = account.ok_or_else(log_in_failed)?;
    if let Err(error) = app.lock_out.forgive(&address).await {
        tracing::warn!(error = %error, "a log-in that succeeded still counts as failed");
    }
    begin(&app, &account, app.clock.now()).await
}

/// Begins a session.
async fn begin(app: &App, account: &Account, now: Timestamp) -> Reply<TokenPair> {
    let session = SessionId(new_id());
    let token = refresh_token::generate().map_err(ApiProblem::internal)?;
    let mut transaction = app.database.begin().await?;
    let first = NewToken {
        digest: &refresh_token::digest(&token),
        session,
        issued_at: now,
        expires_at: now + app.lifetimes.refresh,
    };
    match sessions::begin(&mut transaction, account.user, &first).await {
        // The account was taken away in this moment.
        Err(sqlx::Error::Database(error)) if error.is_foreign_key_violation() => {
            return Err(log_in_failed());
        }
        begun => begun?,
    }
    transaction.commit().await?;
    tracing::info!(user = %account.user, %session, "a session began");
    TokenPair::new(app, account, session, token, now)
}
