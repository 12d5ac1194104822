//! The auth service's part.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::{Form, Json};
use orion_contracts::UserId;
use orion_contracts::auth::v1::{
    AccessToken, IntrospectRequest, IntrospectionResponse, LogInRequest, LogOutRequest,
    RefreshRequest, RefreshToken, TokenResponse, TokenType,
};
use orion_contracts::problem::ProblemCode;
use orion_contracts::user::v1::UserStatus;
use uuid::Uuid;

use super::Inside;
use super::gate::{Caller, Refusal};
use super::state::{Grant, PASSWORD, State as Known};

pub(super) async fn log_in(
    State(inside): State<Inside>,
    Json(request): Json<LogInRequest>,
) -> Result<Json<TokenResponse>, Refusal> {
    Refusal::unless_valid(&request)?;
    let mut state = inside.lock();
    if request.password.expose() == "too often" {
        return Err(Refusal::of(ProblemCode::TooManyRequests));
    }
    let user = state
        .accounts
        .iter()
        .map(|account| &account.user)
        .find(|user| user.email == request.email && user.status == UserStatus::Active)
        .filter(|_| request.password.expose() == PASSWORD)
        .map(|user| user.id)
        .ok_or(Refusal::of(ProblemCode::Unauthenticated))?;
    Ok(Json(give(&mut state, user)))
}

pub(super) async fn refresh(
    State(inside): State<Inside>,
    Json(request): Json<RefreshRequest>,
) -> Result<Json<TokenResponse>, Refusal> {
    let gate = {
        let mut state = inside.lock();
        state.refreshes_begun += 1;
        Arc::clone(&state.refresh_gate)
    };
    inside.changed();
    let _passed = gate.lock().await;
    let mut state = inside.lock();
    let refused = Refusal::of(ProblemCode::Unauthenticated);
    let Some(grant) = state.refresh.get_mut(request.refresh_token.expose()) else {
        return Err(refused);
    };
    let user = grant.user;
    if grant.used {
        // Somebody has it who should not: nobody goes on with this session.
        state.refresh.retain(|_, grant| grant.user != user);
        state.access.retain(|_, of| *of != user);
        return Err(refused);
    }
    grant.used = true;
    state.refreshed += 1;
    Ok(Json(give(&mut state, user)))
}

pub(super) async fn log_out(
    State(inside): State<Inside>,
    Json(request): Json<LogOutRequest>,
) -> StatusCode {
    inside.lock().refresh.remove(request.refresh_token.expose());
    StatusCode::NO_CONTENT
}

pub(super) async fn introspect(
    State(inside): State<Inside>,
    caller: Caller,
    Form(request): Form<IntrospectRequest>,
) -> Json<IntrospectionResponse> {
    let holds = inside.lock().access.contains_key(request.token.expose());
    Json(IntrospectionResponse {
        active: holds,
        sub: holds.then_some(caller.user),
        roles: caller.roles,
        ..IntrospectionResponse::default()
    })
}

/// A new pair of tokens, good for 15 minutes by the word of auth.
fn give(state: &mut Known, user: UserId) -> TokenResponse {
    let access = format!("access-{}", Uuid::now_v7());
    let refresh = format!("refresh-{}", Uuid::now_v7());
    state.access.insert(access.clone(), user);
    state
        .refresh
        .insert(refresh.clone(), Grant { user, used: false });
    TokenResponse {
        access_token: AccessToken::new(access),
        token_type: TokenType::Bearer,
        expires_in: 900,
        refresh_token: RefreshToken::new(refresh),
    }
}
