//! `user.registered`: an account was opened, and so there is a profile.

use orion_contracts::Validate as _;
use orion_contracts::event::{Event, ReceivedEvent, UserRegistered};
use orion_contracts::text::EMAIL_MAX;
use orion_contracts::user::v1::UpdateUserRequest;
use orion_infra::bus::Failed;
use orion_infra::inbox::Handler;
use sqlx::{Any, Transaction};

use crate::store;

/// Makes a profile for each account.
///
/// The account's id decides, nothing else. One that has a profile keeps it as it is, which may have been changed
/// since; one whose user was deleted stays without. An address that somebody else has as well is taken over:
/// the auth service hands out addresses, and has had its reasons.
#[derive(Debug, Clone, Copy)]
pub struct Registrations;

impl Handler for Registrations {
    type Effect = ();

    async fn handle(
        &self,
        transaction: &mut Transaction<'static, Any>,
        event: &ReceivedEvent,
    ) -> Result<(), Failed> {
        let event: Event<UserRegistered> = event.clone().read()?;
        if let Some(why) = refused(&event.data) {
            return Err(Failed::reject(why));
        }
        if !store::add(transaction, &event).await? {
            tracing::info!(event = %event.id, user = %event.data.user_id, "an account that was known was registered again");
        }
        Ok(())
    }
}

/// Why such a profile cannot be: its name could not be given by a request either, or its address could be of
/// nobody.
fn refused(registered: &UserRegistered) -> Option<String> {
    let name = UpdateUserRequest {
        display_name: Some(registered.display_name.clone()),
        status: None,
    };
    if let Some(fault) = name.faults().first() {
        return Some(format!("`{}`: {}", fault.pointer, fault.detail));
    }
    let address = &registered.email;
    let possible = address.chars().count() <= EMAIL_MAX && !address.chars().any(char::is_control);
    (!possible).then(|| "`/email`: it is too long, or holds control characters".to_owned())
}
