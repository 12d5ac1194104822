//! `POST /v1/notifications/read`: marks one's own as read.

use axum::extract::State;
use orion_contracts::notification::v1::{MarkReadRequest, MarkReadResponse};
use orion_infra::http::{Json, Reply};
use orion_infra::identity::Caller;

use super::Context;
use crate::store::now;

pub(super) async fn mark_read(
    State(context): State<Context>,
    caller: Caller,
    Json(request): Json<MarkReadRequest>,
) -> Reply<Json<MarkReadResponse>> {
    let marked = context
        .notifications
        .mark_read(caller.user, &request.ids, now())
        .await?;
    Ok(Json(MarkReadResponse { marked }))
}
