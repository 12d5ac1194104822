//! `POST /v1/auth/logout`.

use axum::extract::State;
use axum::http::StatusCode;
use orion_contracts::auth::v1::LogOutRequest;
use orion_infra::http::{Json, Reply};

use crate::app::App;
use crate::domain::refresh_token;
use crate::limits::{Client, Rate};
use crate::store::sessions;

/// Ends the session of the token, a used one as well. A token that is unknown is no fault (RFC 7009, section
/// 2.2): whoever logs out wants it to be worth nothing, and it is.
pub(super) async fn log_out(
    State(app): State<App>,
    client: Client,
    Json(request): Json<LogOutRequest>,
) -> Reply<StatusCode> {
    app.rates.admit_known(Rate::Session, client).await?;
    let shown = refresh_token::digest(&request.refresh_token);
    if let Some(session) = sessions::of_token(app.database.pool(), &shown).await? {
        let mut transaction = app.database.begin().await?;
        let ended = sessions::end(&mut transaction, session, app.clock.now()).await?;
        transaction.commit().await?;
        if ended {
            tracing::info!(%session, "a session was ended by its owner");
        }
    }
    Ok(StatusCode::NO_CONTENT)
}
