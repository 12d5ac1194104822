//! `POST /v1/auth/introspect` (RFC 7662).
//!
//! Other services verify tokens by themselves, and so take one that was good when it was issued until it
//! expires. Here the session and the account are looked at as well: what has ended is inactive at once.

use axum::extract::State;
use axum::http::{HeaderName, header};
use orion_contracts::auth::v1::{IntrospectRequest, IntrospectionResponse};
use orion_contracts::problem::ProblemCode;
use orion_infra::http::{ApiProblem, Form, Json, Reply};
use orion_infra::identity::Caller;

use crate::app::App;
use crate::store::accounts;

type Answer = ([(HeaderName, &'static str); 1], Json<IntrospectionResponse>);

/// Of somebody else's token is said what is said of no token, unless an admin asks (section 2.2).
pub(super) async fn introspect(
    State(app): State<App>,
    caller: Caller,
    Form(request): Form<IntrospectRequest>,
) -> Reply<Answer> {
    let now = app.clock.now();
    let own = accounts::of_session(app.database.pool(), caller.session, now).await?;
    if own.is_none() {
        return Err(ApiProblem::new(ProblemCode::Unauthenticated).detail("the session is over"));
    }
    let response = match app.tokens.verify(request.token.expose()).await {
        Ok(claims) if claims.sub == caller.user || caller.is_admin() => {
            let account = accounts::of_session(app.database.pool(), claims.sid, now).await?;
            match account {
                Some(account) if account.user == claims.sub => {
                    IntrospectionResponse::active(&claims)
                }
                _ => IntrospectionResponse::inactive(),
            }
        }
        _ => IntrospectionResponse::inactive(),
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(response)))
}
