//! `GET /v1/notifications/stream`: a WebSocket on which notifications are pushed as they come.

use std::time::Duration;

use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::response::Response;
use orion_contracts::notification::v1::StreamRequest;
use orion_contracts::problem::ProblemCode;
use orion_infra::http::{ApiProblem, Query, Reply};
use orion_infra::identity::Caller;

use super::Context;
use crate::live::{Connection, NotNow, Scope};

/// The longest message that is read: nothing is expected but pongs and a goodbye.
const LONGEST: usize = 4096;
/// When to ask again, if nobody else can listen now.
const AGAIN: Duration = Duration::from_secs(5);

pub(super) async fn stream(
    State(context): State<Context>,
    caller: Caller,
    Query(request): Query<StreamRequest>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Reply<Response> {
    let scope = if request.all {
        caller.admin()?;
        Scope::All
    } else {
        Scope::Own(caller.user)
    };
    let upgrade = upgrade.map_err(|why| no_web_socket(&why))?;
    let connection = Connection {
        subscription: context.hub.subscribe(scope).map_err(not_now)?,
        tokens: context.tokens,
        token: caller.token,
        pace: context.pace,
        stop: context.stop,
    };
    Ok(upgrade
        .max_message_size(LONGEST)
        .max_frame_size(LONGEST)
        .on_upgrade(|socket| connection.serve(socket)))
}

fn no_web_socket(why: &WebSocketUpgradeRejection) -> ApiProblem {
    ApiProblem::new(ProblemCode::UpgradeRequired).detail(why.to_string())
}

fn not_now(why: NotNow) -> ApiProblem {
    ApiProblem::new(ProblemCode::Unavailable)
        .detail(why.to_string())
        .retry_after(AGAIN)
}
