//! Coming to a PostgreSQL server with credentials: what it says is all that is wanted.

use orion_app::integration::Credentials;
use orion_core::integration::Login;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Config, NoTls};

use super::told;

/// Comes, and leaves at once when it is let in.
pub(super) async fn log_in(credentials: &Credentials) -> Login {
    let mut config = Config::new();
    config
        .hostaddr(credentials.at.ip())
        .port(credentials.at.port())
        .user(&credentials.user)
        .dbname(&credentials.database)
        .application_name("orion integration");
    if let Some(password) = &credentials.password {
        config.password(password);
    }
    match config.connect(NoTls).await {
        // The connection ends when both halves are dropped.
        Ok(_) => Login::Accepted,
        Err(error) => match error.as_db_error() {
            Some(said) if is_refusal(said.code()) => {
                Login::Refused(format!("{}: {}", said.code().code(), said.message()))
            }
            Some(said) => Login::Unknown(format!("{}: {}", said.code().code(), said.message())),
            None => Login::Unknown(told(&error)),
        },
    }
}

/// Whether the server says that these credentials are not let in there, rather than that it cannot take anybody:
/// <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
fn is_refusal(state: &SqlState) -> bool {
    [
        SqlState::INVALID_AUTHORIZATION_SPECIFICATION,
        SqlState::INVALID_PASSWORD,
        SqlState::INSUFFICIENT_PRIVILEGE,
        SqlState::INVALID_CATALOG_NAME,
    ]
    .contains(state)
}
