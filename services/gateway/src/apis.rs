//! The APIs that the gateway offers.

use orion_contracts::api::{Api, aggregate};
use orion_contracts::{auth, gateway, notification, user};
use serde_json::Value;

/// All of them, its own last.
pub(crate) const ALL: [Api; 4] = [
    auth::v1::API,
    user::v1::API,
    notification::v1::API,
    gateway::v1::API,
];

/// One document for all of them.
pub(crate) fn document() -> Value {
    aggregate(&ALL)
}
