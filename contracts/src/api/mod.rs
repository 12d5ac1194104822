//! The APIs as tables of operations. From them come the OpenAPI documents, the typed clients and the gateway's
//! routes, so that none of them can say something else than the others.

mod access;
mod components;
mod document;
mod example;
mod headers;
mod operation;
mod problems;
mod shape;
pub(crate) mod strict;

pub use access::Access;
pub use document::aggregate;
pub use example::Example;
pub use operation::{Answer, Body, FORM, JSON, Operation, Parameter};
pub use shape::Shape;

use crate::{auth, gateway, notification, user};

/// Every API, at its newest version.
pub const APIS: [Api; 4] = [
    auth::v1::API,
    user::v1::API,
    notification::v1::API,
    gateway::v1::API,
];

/// One version of what a service answers.
#[derive(Debug, Clone, Copy)]
pub struct Api {
    /// What the contract is called, as `auth-api`.
    pub name: &'static str,
    /// The service that provides it, as `auth`.
    pub service: &'static str,
    /// The document's title.
    pub title: &'static str,
    /// The version of the document: `MAJOR.MINOR.PATCH`, where `MAJOR` is the one in the paths.
    pub version: &'static str,
    /// What it is for.
    pub description: &'static str,
    /// Everything that can be asked.
    pub operations: &'static [Operation],
    /// The OpenAPI document as it is committed: what the service shows at `/openapi.json`.
    pub document: &'static str,
}

impl Api {
    /// The operation of that id.
    #[must_use]
    pub fn operation(&self, id: &str) -> Option<&'static Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }
}
