//! What happens, as it happens: a page with what happened lately, and a stream of server-sent events for the
//! page's script.

use std::convert::Infallible;

use axum::extract::RawQuery;
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream::poll_fn;
use orion_contracts::NotificationId;
use orion_contracts::notification::v1::ListNotificationsRequest;
use tokio::sync::mpsc;

use crate::feed;
use crate::pages::{Activity, LivePage, Section, answer};
use crate::web::{Failed, Fields, Visit, Watch, query};

/// How many rows the page begins with.
const SHOWN: u16 = 50;
/// How many rows it keeps at most.
const MOST: usize = 200;
/// How many events wait for a slow browser before the platform's stream waits for it.
const AHEAD: usize = 64;

/// `GET /live`
pub(crate) async fn show(visit: Visit) -> Result<Response, Failed> {
    let request = ListNotificationsRequest {
        all: true,
        limit: Some(SHOWN),
        ..ListNotificationsRequest::default()
    };
    let page = visit
        .ask(|gateway| gateway.notifications(request.clone()))
        .await?;
    let newest = page.items.first().map(|newest| newest.id.to_string());
    let users = page.items.iter().map(|notification| notification.user_id);
    let names = visit.app.names.of(users, &visit).await;
    let rows = page.items.into_iter().map(|notification| {
        let to = names
            .get(&notification.user_id)
            .cloned()
            .unwrap_or_default();
        Activity::new(notification, to)
    });
    let page = LivePage {
        frame: visit.frame("Live activity", Some(Section::Live)),
        stream: query("/live/stream", &[("after", newest.as_deref())]),
        most: MOST,
        rows: rows.collect(),
    };
    answer(StatusCode::OK, &page)
}

/// `GET /live/stream`: what happened after the notification `after`, or after the last one that this browser
/// was sent, and then whatever happens.
pub(crate) async fn stream(
    watch: Result<Watch, Failed>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let (sender, mut receiver) = mpsc::channel(AHEAD);
    match watch {
        Ok(Watch(visit)) => {
            let query = Fields::read(query.unwrap_or_default().as_bytes());
            let last = headers
                .get("last-event-id")
                .and_then(|value| value.to_str().ok())
                .unwrap_or_else(|| query.text("after"));
            let after: Option<NotificationId> = last.parse().ok();
            feed::start(visit, after, sender);
        }
        Err(Failed::LoggedOut) => {
            // A redirect to a page would only tell the script that something is wrong, not what.
            let _ = sender.try_send(feed::ended());
        }
        Err(failed) => return failed.into_response(),
    }
    let events = poll_fn(move |context| {
        let next = receiver.poll_recv(context);
        next.map(|event: Option<Event>| event.map(Ok::<_, Infallible>))
    });
    Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response()
}
