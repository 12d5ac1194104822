//! What happens to a stack's containers.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use futures_util::{Stream, StreamExt as _, TryStreamExt as _, future, stream};
use orion_app::stack::{EngineError, EngineEvent, EngineEventKind, PROJECT_LABEL, SERVICE_LABEL};
use orion_core::stack::{ContainerId, ProjectName};
use serde::Deserialize;

use super::error::meaning;
use super::wire::{Call, WITHOUT_END, Wire, query, values};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Event {
    #[serde(default)]
    action: String,
    #[serde(default)]
    actor: Option<Actor>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Actor {
    #[serde(default, rename = "ID")]
    id: String,
    #[serde(default)]
    attributes: Option<BTreeMap<String, String>>,
}

/// What an engine's word means. Docker has a health check's result in the word, Podman beside it.
fn kind(action: &str, health: Option<&String>) -> Option<EngineEventKind> {
    let (word, result) = action
        .split_once(": ")
        .unwrap_or((action, health.map_or("", String::as_str)));
    match (word, result) {
        ("start", _) => Some(EngineEventKind::Started),
        ("die" | "died", _) => Some(EngineEventKind::Ended),
        ("oom", _) => Some(EngineEventKind::OutOfMemory),
        ("pause", _) => Some(EngineEventKind::Paused),
        ("unpause", _) => Some(EngineEventKind::Unpaused),
        ("destroy" | "remove", _) => Some(EngineEventKind::Removed),
        ("health_status", "healthy") => Some(EngineEventKind::Healthy),
        ("health_status", "unhealthy") => Some(EngineEventKind::Unhealthy),
        _ => None,
    }
}

fn event(event: Event) -> Option<EngineEvent> {
    let actor = event.actor?;
    let mut attributes = actor.attributes?;
    Some(EngineEvent {
        kind: kind(&event.action, attributes.get("health_status"))?,
        service: attributes.remove(SERVICE_LABEL)?,
        container: ContainerId(actor.id),
    })
}

/// The events from now on: from the moment of this call, where the engine has this machine's clock, and not
/// only from when the stream is first asked.
pub(super) fn events(
    wire: &Wire,
    project: &ProjectName,
    same_clock: bool,
) -> impl Stream<Item = Result<EngineEvent, EngineError>> + use<> {
    let filter = serde_json::json!({
        "type": ["container"],
        "label": [format!("{PROJECT_LABEL}={project}")],
    })
    .to_string();
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map(|now| format!("{}.{:09}", now.as_secs(), now.subsec_nanos()));
    let target = match now {
        Ok(now) if same_clock => query("/events", &[("since", &now), ("filters", &filter)]),
        _ => query("/events", &[("filters", &filter)]),
    };
    let wire = wire.clone();
    stream::once(async move {
        wire.call(Call::get(&target).patience(WITHOUT_END))
            .await
            .map(values::<Event>)
    })
    .try_flatten()
    .map_err(|error| meaning("tell what happens", &error))
    .try_filter_map(|read| future::ready(Ok(event(read))))
    .boxed_local()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_both_engines_are_known() {
        assert_eq!(kind("died", None), Some(EngineEventKind::Ended));
        assert_eq!(kind("die", None), Some(EngineEventKind::Ended));
        assert_eq!(
            kind("health_status: healthy", None),
            Some(EngineEventKind::Healthy)
        );
        assert_eq!(
            kind("health_status", Some(&"unhealthy".to_owned())),
            Some(EngineEventKind::Unhealthy)
        );
        assert_eq!(kind("exec_start: ls", None), None);
        assert_eq!(kind("health_status: running", None), None);
    }
}
