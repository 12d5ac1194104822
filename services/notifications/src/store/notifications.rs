//! The table `notifications`.

use std::sync::LazyLock;

use jiff::Timestamp;
use orion_contracts::notification::v1::{Channel, Notification};
use orion_contracts::text::MARK_READ_MAX;
use orion_contracts::{NotificationId, UserId};
use orion_infra::database::{Database, micros, timestamp};
use sqlx::any::{Any, AnyRow};
use sqlx::{AssertSqlSafe, FromRow, Row as _, Transaction, query, query_as};

use super::decode::parsed;
use crate::domain::{Audience, NewNotification};

const ADD: &str = "
    INSERT INTO notifications (id, event_id, user_id, audience, kind, title, body, sent_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (event_id) DO NOTHING";

/// For as many ids as are marked at once.
static MARK: LazyLock<String> = LazyLock::new(|| {
    let places: Vec<String> = (3..MARK_READ_MAX + 3)
        .map(|place| format!("${place}"))
        .collect();
    format!(
        "UPDATE notifications SET read_at = $1
        WHERE user_id = $2 AND audience = 'user' AND read_at IS NULL AND id IN ({})",
        places.join(", ")
    )
});

/// Which notifications are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection {
    /// What a user may see of their own.
    Own(UserId),
    /// All that there are about a user: for admins.
    About(UserId),
    /// All that there are: for admins.
    All,
}

struct NotificationRow(Notification);

impl<'r> FromRow<'r, AnyRow> for NotificationRow {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        let read_at: Option<i64> = row.try_get("read_at")?;
        Ok(Self(Notification {
            id: parsed(row, "id")?,
            user_id: parsed(row, "user_id")?,
            event_id: parsed(row, "event_id")?,
            channel: Channel::InApp,
            title: row.try_get("title")?,
            body: row.try_get("body")?,
            sent_at: timestamp(row.try_get("sent_at")?),
            read_at: read_at.map(timestamp),
        }))
    }
}

/// All notifications of one database.
#[derive(Debug, Clone)]
pub struct Notifications {
    database: Database,
}

impl Notifications {
    /// Of that database.
    #[must_use]
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    /// At most `limit` notifications older than `before`, newest first.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn page(
        &self,
        selection: Selection,
        unread: bool,
        before: Option<NotificationId>,
        limit: u16,
    ) -> Result<Vec<Notification>, sqlx::Error> {
        let (condition, user) = match selection {
            Selection::Own(user) => ("user_id = $3 AND audience = 'user'", Some(user)),
            Selection::About(user) => ("user_id = $3", Some(user)),
            Selection::All => ("1 = 1", None),
        };
        let unread = if unread { " AND read_at IS NULL" } else { "" };
        let text = format!(
            "SELECT * FROM notifications WHERE id < $1 AND {condition}{unread} ORDER BY id DESC LIMIT $2"
        );
        let before = before.unwrap_or(NotificationId(uuid::Uuid::max()));
        // Only the words above are put together; what others say is bound.
        let mut page = query_as(AssertSqlSafe(text))
            .bind(before.to_string())
            .bind(i64::from(limit));
        if let Some(user) = user {
            page = page.bind(user.to_string());
        }
        let rows: Vec<NotificationRow> = page.fetch_all(self.database.pool()).await?;
        Ok(rows.into_iter().map(|row| row.0).collect())
    }

    /// The notification, and who may see it, if it is still there.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn find(
        &self,
        id: NotificationId,
    ) -> Result<Option<(Notification, Audience)>, sqlx::Error> {
        let row: Option<AnyRow> = query("SELECT * FROM notifications WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(self.database.pool())
            .await?;
        row.map(|row| {
            let audience: &str = row.try_get("audience")?;
            let audience = if audience == Audience::User.word() {
                Audience::User
            } else {
                Audience::Admins
            };
            Ok((NotificationRow::from_row(&row)?.0, audience))
        })
        .transpose()
    }

    /// Marks those of a user's own that are unread, and gives how many that were.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn mark_read(
        &self,
        user: UserId,
        ids: &[NotificationId],
        now: Timestamp,
    ) -> Result<u64, sqlx::Error> {
        let mut transaction = self.database.begin().await?;
        let mut marked = 0;
        for chunk in ids.chunks(MARK_READ_MAX) {
            // The text is the same for every number of ids: where there are fewer, they are said again.
            let said = chunk.iter().cycle().take(MARK_READ_MAX);
            let mark = query(MARK.as_str())
                .bind(micros(now))
                .bind(user.to_string());
            let mark = said.fold(mark, |mark, id| mark.bind(id.to_string()));
            marked += mark.execute(&mut *transaction).await?.rows_affected();
        }
        transaction.commit().await?;
        Ok(marked)
    }
}

/// Adds the notification, and gives whether it is the first of its event.
///
/// # Errors
/// When the database cannot.
pub(crate) async fn add(
    transaction: &mut Transaction<'static, Any>,
    notification: &NewNotification,
) -> Result<bool, sqlx::Error> {
    let added = query(ADD)
        .bind(notification.id.to_string())
        .bind(notification.event_id.to_string())
        .bind(notification.user_id.to_string())
        .bind(notification.audience.word())
        .bind(notification.kind)
        .bind(notification.text.title.clone())
        .bind(notification.text.body.clone())
        .bind(micros(notification.sent_at))
        .execute(&mut **transaction)
        .await?;
    Ok(added.rows_affected() == 1)
}

/// Takes away what there is about a user, but for what only admins may see.
///
/// # Errors
/// When the database cannot.
pub(crate) async fn remove_of(
    transaction: &mut Transaction<'static, Any>,
    user: UserId,
) -> Result<(), sqlx::Error> {
    query("DELETE FROM notifications WHERE user_id = $1 AND audience = 'user'")
        .bind(user.to_string())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
