//! A user as a row.

use orion_contracts::UserId;
use orion_contracts::user::v1::{User, UserStatus};
use orion_infra::database::timestamp;
use sqlx::any::AnyRow;
use sqlx::error::BoxDynError;
use sqlx::{FromRow, Row as _};

/// The columns that [`ProfileRow`] reads.
macro_rules! columns {
    () => {
        "id, email, display_name, status, version, created_at, updated_at"
    };
}
pub(super) use columns;

/// Reads a user from a row.
pub(super) struct ProfileRow(pub(super) User);

impl<'r> FromRow<'r, AnyRow> for ProfileRow {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        let id: &str = row.try_get("id")?;
        let status: &str = row.try_get("status")?;
        let version: i64 = row.try_get("version")?;
        Ok(Self(User {
            id: id.parse().map(UserId).map_err(unreadable("id"))?,
            email: row.try_get("email")?,
            display_name: row.try_get("display_name")?,
            status: status_of(status).map_err(unreadable("status"))?,
            version: version.try_into().map_err(unreadable("version"))?,
            created_at: timestamp(row.try_get("created_at")?),
            updated_at: timestamp(row.try_get("updated_at")?),
        }))
    }
}

/// The word that a status is kept as.
pub(super) fn word_of(status: UserStatus) -> &'static str {
    match status {
        UserStatus::Active => "active",
        UserStatus::Deactivated | UserStatus::Unknown => "deactivated",
    }
}

fn status_of(word: &str) -> Result<UserStatus, BoxDynError> {
    match word {
        "active" => Ok(UserStatus::Active),
        "deactivated" => Ok(UserStatus::Deactivated),
        other => Err(format!("`{other}` is no status").into()),
    }
}

fn unreadable<E: Into<BoxDynError>>(column: &str) -> impl FnOnce(E) -> sqlx::Error {
    move |source| sqlx::Error::ColumnDecode {
        index: column.to_owned(),
        source: source.into(),
    }
}
