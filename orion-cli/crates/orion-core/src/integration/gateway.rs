//! Which service is the gateway.

use crate::config::{Service, Workspace};

/// The service that passes requests on: it calls others by their contracts, and a service that calls by contracts
/// too, a front end, depends on it. Where that fits several, it is the one that consumes the most; where it fits
/// none, the one that consumes contracts and is called a gateway.
#[must_use]
pub fn gateway(workspace: &Workspace) -> Option<&Service> {
    let calls = |service: &&Service| !service.consumes.is_empty() && !service.ports.is_empty();
    let has_a_front = |service: &&Service| {
        let mut fronts = workspace
            .services
            .iter()
            .filter(|front| front.name != service.name && !front.consumes.is_empty());
        fronts.any(|front| front.depends_on.contains(&service.name))
    };
    let candidates = || workspace.services.iter().filter(calls);
    // Of equals `max_by_key` takes the last, and the file names first what matters most.
    candidates()
        .filter(has_a_front)
        .rev()
        .max_by_key(|service| service.consumes.len())
        .or_else(|| candidates().find(|service| service.name.as_str().contains("gateway")))
}
