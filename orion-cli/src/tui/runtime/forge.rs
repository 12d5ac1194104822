//! What GitHub says: blockers and requests, by the minute.

use std::sync::mpsc::Sender as Orders;
use std::time::Duration;

use orion_app::outbox::OutboxStore as _;
use orion_app::request::{list, queued};
use orion_core::request::RequestKind;
use tokio::sync::mpsc::Sender;
use tokio::sync::watch::Receiver;
use tokio::time::timeout;

use super::evidence::Order;
use crate::context::{Context, RequestContext, StatusContext, block_on};
use crate::failure::Failure;
use crate::tui::msg::{Allowance, Msg, Requests};
use crate::tui::source::Why;

/// How often it is asked by itself.
const EVERY: Duration = Duration::from_mins(1);

/// Asks at once, by the minute, and whenever somebody wants it to.
pub(super) fn run(
    context: &Context,
    offline: bool,
    evidence: &Orders<Order>,
    mut asked: Receiver<()>,
    tell: &Sender<Msg>,
) {
    let ended = block_on(async {
        // Whatever GitHub does, what it told last is there at once.
        if let Some(seen) = StatusContext::open(context)?.remembered() {
            let requests = Requests {
                remembered: seen.requests,
                ..Requests::default()
            };
            let _ = tell.send(Msg::Remembered(requests, seen.at)).await;
        }
        loop {
            let seen = if offline {
                Err("it was not to be asked".to_owned())
            } else {
                match StatusContext::open(context) {
                    Ok(site) => site.ask().await,
                    Err(failure) => Err(failure.message),
                }
            };
            if evidence.send(Order::Github(Box::new(seen))).is_err() {
                return Ok(());
            }
            let requests = requests(context, offline, tell).await;
            if tell
                .send(Msg::Requests(requests.map_err(Why::from)))
                .await
                .is_err()
            {
                return Ok(());
            }
            if let Some(allowance) = allowance(context) {
                let _ = tell.send(Msg::Allowance(allowance)).await;
            }
            if matches!(timeout(EVERY, asked.changed()).await, Ok(Err(_))) {
                return Ok(());
            }
        }
    });
    if let Err(failure) = ended {
        tracing::info!(failure.message, "GitHub is not asked");
    }
}

/// Tells what waits, which needs no network, and asks for the rest.
async fn requests(
    context: &Context,
    offline: bool,
    tell: &Sender<Msg>,
) -> Result<Requests, Failure> {
    let site = RequestContext::open(context)?;
    let entries = site.store.entries()?;
    let of_kind = |kind| {
        queued(kind, &entries)
            .into_iter()
            .map(move |row| (kind, row))
    };
    let waiting = RequestKind::ALL.into_iter().flat_map(of_kind).collect();
    let _ = tell.send(Msg::Queued(waiting)).await;
    if offline {
        return Err(Failure::surroundings("GitHub was not to be asked"));
    }
    let forge = site.forge().await?;
    let mut requests = Requests::default();
    for kind in RequestKind::ALL {
        let report = list(kind, &forge, &[], site.rules(), site.now()).await?;
        let open = report.requests.into_iter().map(|row| (kind, row));
        requests.open.extend(open);
    }
    Ok(requests)
}

/// What GitHub said last that it still lets ask.
fn allowance(context: &Context) -> Option<Allowance> {
    let points = StatusContext::open(context).ok()?.points()?;
    Some(Allowance {
        remaining: points.remaining,
        limit: points.limit,
    })
}
