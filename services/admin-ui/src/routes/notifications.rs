//! Notifications: everyone's, one user's, and one's own to mark as read.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use orion_contracts::notification::v1::{ListNotificationsRequest, MarkReadRequest};
use orion_contracts::{NotificationId, UserId};

use crate::pages::{NotificationRow, NotificationsPage, Paging, Section, View, answer};
use crate::web::{Failed, Fields, Posted, Visit, local_path, query};

/// How many notifications a page shows.
const LIMIT: u16 = 25;

/// Which of them are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Everyone,
    Own,
    OwnUnread,
    User(UserId),
}

impl Whose {
    fn read(query: &Fields) -> Result<Self, Failed> {
        if let Some(user) = query.given("user") {
            return user.parse().map(Self::User).map_err(|_| Failed::NotFound);
        }
        match query.text("view") {
            "" | "everyone" => Ok(Self::Everyone),
            "own" => Ok(Self::Own),
            "own-unread" => Ok(Self::OwnUnread),
            _ => Err(Failed::NotFound),
        }
    }

    fn is_own(self) -> bool {
        matches!(self, Self::Own | Self::OwnUnread)
    }

    fn views(self) -> Vec<View> {
        [
            (Self::Everyone, "Everyone’s", "/notifications"),
            (Self::Own, "Mine", "/notifications?view=own"),
            (
                Self::OwnUnread,
                "Mine, unread",
                "/notifications?view=own-unread",
            ),
        ]
        .map(|(whose, name, path)| View {
            name,
            path,
            current: whose == self,
        })
        .into()
    }
}

/// `GET /notifications`
pub(crate) async fn list(visit: Visit, RawQuery(text): RawQuery) -> Result<Response, Failed> {
    let text = text.unwrap_or_default();
    let fields = Fields::read(text.as_bytes());
    let whose = Whose::read(&fields)?;
    let after = fields.cursor()?;
    let request = ListNotificationsRequest {
        after,
        limit: Some(LIMIT),
        unread: whose == Whose::OwnUnread,
        user: match whose {
            Whose::User(user) => Some(user),
            _ => None,
        },
        all: whose == Whose::Everyone,
    };
    let page = visit
        .ask(|gateway| gateway.notifications(request.clone()))
        .await?;
    let names = if whose.is_own() {
        std::collections::HashMap::new()
    } else {
        let users = page.items.iter().map(|notification| notification.user_id);
        visit.app.names.of(users, &visit).await
    };
    let caption = match whose {
        Whose::Everyone => "Everyone’s notifications, newest first".to_owned(),
        Whose::Own => "Your notifications, newest first".to_owned(),
        Whose::OwnUnread => "Your unread notifications, newest first".to_owned(),
        Whose::User(user) => {
            let name = visit.app.names.one(user, &visit).await;
            format!("Notifications to {name}, newest first")
        }
    };
    let parameters = [
        ("view", fields.given("view")),
        ("user", fields.given("user")),
    ];
    let pages = Paging::new("/notifications", &parameters, after, page.next);
    let rows = page.items.into_iter().map(|notification| {
        let to = names
            .get(&notification.user_id)
            .cloned()
            .unwrap_or_default();
        NotificationRow::new(notification, to)
    });
    let page = NotificationsPage {
        frame: visit.frame("Notifications", Some(Section::Notifications)),
        views: whose.views(),
        caption,
        empty: match whose {
            Whose::Everyone => "Nobody was told anything yet.",
            Whose::Own => "You were told nothing yet.",
            Whose::OwnUnread => "You have read everything.",
            Whose::User(_) => "They were told nothing yet.",
        },
        own: whose.is_own(),
        back: query("/notifications", &[("view", fields.given("view"))]),
        rows: rows.collect(),
        pages,
    };
    answer(StatusCode::OK, &page)
}

/// `POST /notifications/read`: one (`id`), or all that the page showed (`all`, `shown`).
pub(crate) async fn mark(Posted { visit, fields }: Posted) -> Result<Response, Failed> {
    let name = if fields.given("all").is_some() {
        "shown"
    } else {
        "id"
    };
    let ids: Vec<NotificationId> = fields
        .all(name)
        .map(str::parse)
        .collect::<Result<_, _>>()
        .map_err(|_| Failed::Malformed)?;
    if ids.is_empty() || ids.len() > usize::from(LIMIT) {
        return Err(Failed::Malformed);
    }
    let request = MarkReadRequest { ids };
    let marked = visit
        .ask(|gateway| gateway.mark_read(request.clone()))
        .await?
        .marked;
    visit.session.leave_notice(match marked {
        1 => "1 notification is marked as read.".to_owned(),
        marked => format!("{marked} notifications are marked as read."),
    });
    let back = fields
        .given("back")
        .and_then(local_path)
        .unwrap_or("/notifications?view=own");
    Ok(Redirect::to(back).into_response())
}
