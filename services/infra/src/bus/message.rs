//! What the bus carries.

use std::collections::BTreeMap;

use orion_contracts::EventId;

/// An event on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Which event.
    pub id: EventId,
    /// Its type, as `user.registered`; queues are bound to it.
    pub kind: String,
    /// The event as CloudEvents JSON.
    pub body: String,
    /// What belongs to the request that led to it: `traceparent`, `x-request-id`.
    pub headers: BTreeMap<String, String>,
}
