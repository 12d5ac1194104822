//! Who uses whom.

use crate::config::{Service, Workspace};

/// Whether `client` connects to `server`: it depends on it, calls a contract of it, or has its database there.
pub(super) fn uses(workspace: &Workspace, client: &Service, server: &Service) -> bool {
    let calls = || {
        client
            .consumes
            .iter()
            .any(|contract| server.provides.contains(contract))
    };
    let keeps_data = || {
        client
            .database
            .as_ref()
            .and_then(|name| workspace.database(name))
            .is_some_and(|database| database.server.as_ref() == Some(&server.name))
    };
    client.name != server.name
        && (client.depends_on.contains(&server.name) || calls() || keeps_data())
}

/// The services that use it, whether they are exported or not: what is exported later may go beside it.
pub(super) fn users<'a>(
    workspace: &'a Workspace,
    used: &'a Service,
) -> impl Iterator<Item = &'a Service> {
    workspace
        .services
        .iter()
        .filter(move |user| uses(workspace, user, used))
}
