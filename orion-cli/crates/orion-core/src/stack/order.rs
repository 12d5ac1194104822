//! Which services a command is about, and in which order.

use std::collections::HashSet;

use crate::config::{Service, Workspace};
use crate::ids::ServiceName;

/// The services that are asked for (all if none is) and everything that they depend on, each after what it
/// depends on; among equals in the file's order. The file has been checked: there is no circle.
#[must_use]
pub fn with_dependencies<'a>(workspace: &'a Workspace, asked: &[ServiceName]) -> Vec<&'a Service> {
    let mut seen = HashSet::new();
    let mut ordered = Vec::new();
    let wanted = workspace
        .services
        .iter()
        .filter(|service| asked.is_empty() || asked.contains(&service.name));
    for service in wanted {
        visit(workspace, service, &mut seen, &mut ordered);
    }
    ordered
}

fn visit<'a>(
    workspace: &'a Workspace,
    service: &'a Service,
    seen: &mut HashSet<&'a ServiceName>,
    ordered: &mut Vec<&'a Service>,
) {
    if !seen.insert(&service.name) {
        return;
    }
    for name in &service.depends_on {
        if let Some(needed) = workspace.service(name) {
            visit(workspace, needed, seen, ordered);
        }
    }
    ordered.push(service);
}
