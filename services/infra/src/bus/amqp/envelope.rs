//! Messages as AMQP has them.

use std::collections::BTreeMap;
use std::time::Duration;

use lapin::BasicProperties;
use lapin::message::Delivery;
use lapin::types::{AMQPValue, FieldTable, ShortString};
use orion_contracts::EventId;

use crate::bus::Message;

/// How many attempts have failed: ours, since the broker's own count includes crashes.
const FAILURES: &str = "x-orion-failures";
/// What headers begin with that this module or the broker has added.
const ADDED: [&str; 3] = ["x-orion-", "x-first-death-", "x-last-death-"];
/// Written to disk.
const PERSISTENT: u8 = 2;
const CONTENT_TYPE: &str = "application/cloudevents+json; charset=utf-8";

/// What is sent, and where.
pub(super) struct Letter<'body> {
    pub(super) exchange: ShortString,
    pub(super) routing_key: ShortString,
    pub(super) body: &'body [u8],
    pub(super) properties: BasicProperties,
}

/// A message to every queue that is bound to its kind.
pub(super) fn letter<'message>(message: &'message Message, exchange: &str) -> Letter<'message> {
    let mut headers = FieldTable::default();
    for (name, value) in &message.headers {
        // No name is longer than AMQP allows that came by HTTP.
        if let Ok(name) = ShortString::try_new(name.as_str()) {
            headers.insert(name, AMQPValue::LongString(value.as_str().into()));
        }
    }
    Letter {
        exchange: exchange.into(),
        routing_key: message.kind.as_str().into(),
        body: message.body.as_bytes(),
        properties: BasicProperties::default()
            .with_content_type(CONTENT_TYPE.into())
            .with_delivery_mode(PERSISTENT)
            .with_message_id(message.id.to_string().as_str().into())
            .with_type(message.kind.as_str().into())
            .with_headers(headers),
    }
}

/// What was delivered, as it came, to one queue; with that many failures, and to expire there after `delay`.
pub(super) fn moved<'delivery>(
    delivery: &'delivery Delivery,
    queue: &str,
    failures: u32,
    delay: Option<Duration>,
) -> Letter<'delivery> {
    let mut properties = delivery.properties.clone();
    let mut headers = properties.headers().clone().unwrap_or_default();
    headers.insert(FAILURES.into(), AMQPValue::LongUInt(failures));
    properties = properties
        .with_headers(headers)
        .with_delivery_mode(PERSISTENT);
    if let Some(delay) = delay {
        properties = properties.with_expiration(delay.as_millis().to_string().as_str().into());
    }
    Letter {
        exchange: "".into(),
        routing_key: queue.into(),
        body: &delivery.data,
        properties,
    }
}

/// How many attempts to handle it have failed.
pub(super) fn failures(delivery: &Delivery) -> u32 {
    let headers = delivery.properties.headers().as_ref();
    match headers.and_then(|headers| headers.inner().get(FAILURES)) {
        Some(AMQPValue::LongUInt(failures)) => *failures,
        _ => 0,
    }
}

/// The message, if it is one of ours.
pub(super) fn open(delivery: &Delivery) -> Option<Message> {
    let properties = &delivery.properties;
    let id: EventId = properties.message_id().as_ref()?.as_str().parse().ok()?;
    let kind = properties.kind().as_ref()?.as_str().to_owned();
    let body = String::from_utf8(delivery.data.clone()).ok()?;
    let mut headers = BTreeMap::new();
    for (name, value) in properties.headers().iter().flat_map(FieldTable::inner) {
        let name = name.as_str();
        if let AMQPValue::LongString(text) = value
            && !ADDED.iter().any(|added| name.starts_with(added))
            && let Ok(text) = std::str::from_utf8(text.as_bytes())
        {
            headers.insert(name.to_owned(), text.to_owned());
        }
    }
    Some(Message {
        id,
        kind,
        body,
        headers,
    })
}
