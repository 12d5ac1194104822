//! Which files change, so that evidence is looked at again.

use std::pin::pin;
use std::sync::mpsc::Sender;

use futures_util::StreamExt as _;
use orion_app::stack::TreeWatcher as _;

use super::evidence::Order;
use crate::context::{Context, block_on, tree_watcher};

/// Tells of changes as long as somebody listens. Where the machine lets nobody watch, `R` and the minute still look.
pub(super) fn run(context: &Context, orders: &Sender<Order>) {
    let watched = block_on(async {
        let top = context.repository_top()?;
        let mut changes = pin!(tree_watcher().changes(&top)?);
        while changes.next().await.is_some() {
            if orders.send(Order::Changed).is_err() {
                break;
            }
        }
        Ok(())
    });
    if let Err(failure) = watched {
        tracing::info!(failure.message, "files are not watched");
    }
}
