//! What a container may do.

use serde_json::{Value, json};

use super::super::container::{Container, Source};

/// The user of images that say none and hold one program: the number that images without a shell commonly use.
const NOBODY: u32 = 65532;
/// The first port that needs no right to be listened on.
const UNPRIVILEGED: u16 = 1024;

/// Of the pod. An image from elsewhere may have to start as root to give its data to its own user; one of ours
/// has no reason to.
pub(super) fn of_pod(container: &Container<'_>) -> Value {
    let mut context = json!({ "seccompProfile": { "type": "RuntimeDefault" } });
    match container.source {
        Source::Registry => return context,
        // The Dockerfile says which user it is, by number, or the cluster refuses to start it.
        Source::Dockerfile(_) => context["runAsNonRoot"] = json!(true),
        Source::Binary(_) => {
            context["runAsNonRoot"] = json!(true);
            context["runAsUser"] = json!(NOBODY);
            context["runAsGroup"] = json!(NOBODY);
            context["fsGroup"] = json!(NOBODY);
        }
    }
    let ports = &container.service.ports;
    if ports.iter().any(|port| port.container < UNPRIVILEGED) {
        context["sysctls"] =
            json!([{ "name": "net.ipv4.ip_unprivileged_port_start", "value": "0" }]);
    }
    context
}

/// Of the container.
pub(super) fn of_container(container: &Container<'_>) -> Value {
    let mut context = json!({ "allowPrivilegeEscalation": false });
    if !matches!(container.source, Source::Registry) {
        context["capabilities"] = json!({ "drop": ["ALL"] });
    }
    context
}

/// Who may read a mounted secret: the group of the pod's files where there is one, else everybody in the pod,
/// which runs nothing but the service.
pub(super) fn secret_mode(container: &Container<'_>) -> u32 {
    match container.source {
        Source::Binary(_) => 0o440,
        Source::Registry | Source::Dockerfile(_) => 0o444,
    }
}
