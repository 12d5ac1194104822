//! `POST /v1/auth/register`.
//!
//! A known address is answered as an unknown one is: after one hash, two statements and one commit.

use axum::extract::State;
use axum::http::StatusCode;
use orion_contracts::UserId;
use orion_contracts::auth::v1::{RegisterRequest, RegisterResponse, Registration};
use orion_contracts::problem::ProblemCode;
use orion_contracts::text::EMAIL_MAX;
use orion_infra::database::new_id;
use orion_infra::http::{ApiProblem, Json, Reply};

use crate::app::App;
use crate::domain::{Address, NewAccount};
use crate::limits::{Client, Rate};
use crate::store::accounts;

pub(super) async fn register(
    State(app): State<App>,
    client: Client,
    Json(request): Json<RegisterRequest>,
) -> Reply<(StatusCode, Json<RegisterResponse>)> {
    app.rates.admit(Rate::Register, client).await?;
    let address = Address::new(&request.email);
    if address.as_str().chars().count() > EMAIL_MAX {
        // A few letters become two in lower case.
        let fault = format!("must be at most {EMAIL_MAX} characters in lower case");
        return Err(ApiProblem::new(ProblemCode::InvalidRequest).field("/email", fault));
    }
    let turn = app.passwords.turn().await?;
    let password = app.passwords.hash(turn, request.password).await?;
    let account = NewAccount {
        user: UserId(new_id()),
        address,
        password,
        is_admin: false,
        display_name: request.display_name.trim().to_owned(),
        opened_at: app.clock.now(),
    };
    let mut transaction = app.database.begin().await?;
    if accounts::open(&mut transaction, &account).await? {
        tracing::info!(user = %account.user, "an account was opened");
    } else {
        accounts::tried_again(&mut transaction, &account.address, account.opened_at).await?;
    }
    transaction.commit().await?;
    app.outbox.wake();
    let status = Registration::Accepted;
    Ok((StatusCode::ACCEPTED, Json(RegisterResponse { status })))
}
