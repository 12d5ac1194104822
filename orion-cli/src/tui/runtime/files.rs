//! Which files, reports and refs change, so that evidence is looked at again.

use std::pin::pin;
use std::sync::mpsc::Sender;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::future::pending;
use tokio::time::{sleep, timeout};

use super::evidence::Order;
use crate::context::{Context, StatusContext, block_on};
use crate::failure::Failure;

/// How often listening begins anew: there may be directories by then that there were not.
const ANEW: Duration = Duration::from_mins(1);

/// Tells of changes as long as somebody listens. Where the machine lets nobody watch, the minute still brings a look.
pub(super) fn run(context: &Context, orders: &Sender<Order>) {
    let ended = block_on(async {
        loop {
            if let Err(failure) = listen(context, orders).await {
                // Somebody is writing `workstreams.toml`, or files cannot be watched.
                tracing::info!(failure.message, "files are not watched");
                sleep(ANEW).await;
                if orders.send(Order::Changed).is_err() {
                    return Ok(());
                }
            }
        }
    });
    if let Err(failure) = ended {
        tracing::info!(failure.message, "files are not watched");
    }
}

/// Tells of what changes, for a minute.
async fn listen(context: &Context, orders: &Sender<Order>) -> Result<(), Failure> {
    let mut changes = pin!(StatusContext::open(context)?.changes()?);
    // What changed before anybody listened is seen by a look from now on.
    let _ = orders.send(Order::Changed);
    let told = async {
        while changes.next().await.is_some() && orders.send(Order::Changed).is_ok() {}
        // Nothing more can come: until listening begins anew.
        pending::<()>().await;
    };
    // That the time is up is how it ends.
    let _ = timeout(ANEW, told).await;
    Ok(())
}
