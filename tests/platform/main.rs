//! What only a whole platform can show, the same on every kind of stack: embedded, and each service as a process
//! of its own on PostgreSQL and RabbitMQ.
#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a panic is a test's report"
)]

mod bad_input;
mod browser;
mod documents;
mod integration;
mod isolation;
mod journey;
mod live;
mod nothing_lost;

use orion_tests::{Servers, Stack};
use orion_testutils::skip;

#[tokio::test(flavor = "multi_thread")]
async fn embedded() {
    everything(&Stack::embedded()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgresql_and_rabbitmq() {
    let servers = match Servers::start("platform") {
        Ok(servers) => servers,
        Err(reason) => skip!("{reason}"),
    };
    let stack = Stack::on(&servers);
    isolation::no_role_reaches_another_database(&servers);
    everything(&stack).await;
}

/// The way from an account to a notification, in containers. What goes through every gateway in the same way is asked of
/// the other stacks.
#[tokio::test(flavor = "multi_thread")]
async fn in_containers() {
    let stack = match Stack::in_containers() {
        Ok(stack) => stack,
        Err(reason) => skip!("{reason}"),
    };
    journey::every_service_is_ready(&stack).await;
    documents::documents_are_the_contracts(&stack).await;
    integration::the_points_hold_until_something_breaks(&stack);
    journey::from_account_to_end(&stack).await;
}

/// The scenarios, one after the other: starting a stack takes longer than any of them.
async fn everything(stack: &Stack) {
    journey::every_service_is_ready(stack).await;
    documents::documents_are_the_contracts(stack).await;
    journey::from_account_to_end(stack).await;
    browser::an_admin_sees_what_happens(stack).await;
    bad_input::answers_are_as_documented(stack).await;
}
