//! The generic webhook: everything that is known of a notice, each part as it is.

use orion_app::notice::Message;
use serde_json::{Value, json};

pub(super) fn payload(message: &Message) -> Value {
    let people: Vec<_> = message.people.iter().map(ToString::to_string).collect();
    json!({
        "schema": 1,
        "event": "escalation",
        "level": message.level,
        "name": message.level_name,
        "repository": message.repository,
        "number": message.number,
        "title": message.title,
        "url": message.url,
        "why": message.why,
        "since": message.since,
        "people": people,
        "is_for_channel": message.is_for_channel,
        "steps": message.steps,
    })
}
