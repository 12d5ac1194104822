//! The rules of the integration points, one file each: its code, its docs, its check.

pub mod consumer_apart;
pub mod foreign_address;
pub mod foreign_key;
pub mod foreign_login;
pub mod foreign_name;
pub mod lost_event;
pub mod missing_document;
pub mod missing_gateway;
pub mod missing_migrations;
pub mod missing_schema;
pub mod second_version;
pub mod served_differs;
pub mod shared_database;
pub mod unbound_event;
pub mod unheard_event;
pub mod uninherited;
pub mod unprovided_contract;
pub mod unpublished_event;
pub mod unrouted_contract;
pub mod unrouted_operation;
pub mod unusable_document;
pub mod unusable_schema;
