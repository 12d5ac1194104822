//! The first admin: the account that the settings name is there, with their password, from the start.

use orion_contracts::auth::v1::{Password, RegisterRequest};
use orion_contracts::{UserId, Validate as _};
use orion_infra::config::ExposeSecret as _;
use orion_infra::database::new_id;
use orion_infra::service::BuildError;

use crate::app::App;
use crate::domain::{Account, Address, NewAccount};
use crate::settings::AdminSettings;
use crate::store::{accounts, sessions};

const DISPLAY_NAME: &str = "Administrator";

/// What the settings give is not what an account can be opened with.
#[derive(Debug, thiserror::Error)]
#[error("the admin's account cannot be opened: `{setting}` {detail}")]
struct AdminRefused {
    setting: &'static str,
    detail: String,
}

/// Opens the admin's account; of one that is there already it mends role and password.
///
/// Whoever opened an account with the admin's address before it was named here does not become admin: the
/// password is the settings' from now on, and every session that was begun with another one is over.
///
/// # Errors
/// When address or password are not fit for an account, or the database refuses it.
pub(crate) async fn ensure(app: &App, settings: &AdminSettings) -> Result<(), BuildError> {
    let password = Password::new(settings.password.expose_secret().to_owned());
    check(settings, &password)?;
    let address = Address::new(&settings.email);
    match accounts::find(app.database.pool(), &address).await? {
        None => open(app, address, password).await,
        Some(account) => mend(app, &account, password).await,
    }
}

async fn open(app: &App, address: Address, password: Password) -> Result<(), BuildError> {
    let turn = app.passwords.turn().await?;
    let account = NewAccount {
        user: UserId(new_id()),
        address,
        password: app.passwords.hash(turn, password).await?,
        is_admin: true,
        display_name: DISPLAY_NAME.to_owned(),
        opened_at: app.clock.now(),
    };
    let mut transaction = app.database.begin().await?;
    if accounts::open(&mut transaction, &account).await? {
        transaction.commit().await?;
        app.outbox.wake();
        tracing::info!(user = %account.user, "the admin's account was opened");
    }
    Ok(())
}

async fn mend(app: &App, account: &Account, password: Password) -> Result<(), BuildError> {
    let turn = app.passwords.turn().await?;
    let hash = Some(account.password.clone());
    let fits = app.passwords.verify(turn, password.clone(), hash).await?;
    if fits && account.is_admin {
        return Ok(());
    }
    let turn = app.passwords.turn().await?;
    let hash = app.passwords.hash(turn, password).await?;
    let mut transaction = app.database.begin().await?;
    accounts::make_admin(&mut transaction, account.user, &hash).await?;
    sessions::end_all(&mut transaction, account.user, app.clock.now()).await?;
    transaction.commit().await?;
    tracing::warn!(user = %account.user, "the admin's role or password was mended, and its sessions ended");
    Ok(())
}

/// Holds the settings to what every account is held to.
fn check(settings: &AdminSettings, password: &Password) -> Result<(), AdminRefused> {
    let request = RegisterRequest {
        email: settings.email.clone(),
        password: password.clone(),
        display_name: DISPLAY_NAME.to_owned(),
    };
    match request.faults().into_iter().next() {
        None => Ok(()),
        Some(fault) => Err(AdminRefused {
            setting: match fault.pointer.as_str() {
                "/email" => "admin.email",
                _ => "admin.password",
            },
            detail: fault.detail,
        }),
    }
}
