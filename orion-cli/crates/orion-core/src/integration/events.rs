//! Who publishes and who listens.

use crate::config::{Service, Workspace};

/// Every event with each service that publishes it, in the file's order.
pub fn published(workspace: &Workspace) -> impl Iterator<Item = (&str, &Service)> {
    let services = workspace.services.iter();
    services.flat_map(|service| {
        let events = service.publishes.iter();
        events.map(move |event| (event.as_str(), service))
    })
}

/// Every event with each service that subscribes to it, in the file's order.
pub fn subscribed(workspace: &Workspace) -> impl Iterator<Item = (&str, &Service)> {
    let services = workspace.services.iter();
    services.flat_map(|service| {
        let events = service.subscribes.iter();
        events.map(move |event| (event.as_str(), service))
    })
}
