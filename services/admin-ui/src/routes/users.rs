//! The list of users.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;
use orion_contracts::Validate as _;
use orion_contracts::page::Page;
use orion_contracts::user::v1::ListUsersRequest;

use crate::pages::{Field, Paging, Section, UsersPage, answer};
use crate::web::{Failed, Fields, Visit};

/// How many users a page shows.
const LIMIT: u16 = 25;

/// `GET /users`
pub(crate) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failed> {
    let query = Fields::read(query.unwrap_or_default().as_bytes());
    let search = query.text("search").trim();
    let after = query.cursor()?;
    let request = ListUsersRequest {
        after,
        limit: Some(LIMIT),
        search: Some(search.to_owned()).filter(|search| !search.is_empty()),
    };
    let faults = request.faults();
    let page = if faults.is_empty() {
        visit.ask(|gateway| gateway.users(request.clone())).await?
    } else {
        Page {
            items: Vec::new(),
            next: None,
        }
    };
    let parameters = [("search", query.given("search"))];
    let count = match page.items.len() {
        1 => "1 user".to_owned(),
        count => format!("{count} users"),
    };
    let caption = if search.is_empty() {
        format!("{count}, oldest first")
    } else {
        format!("{count} with “{search}” in the name or address, oldest first")
    };
    let page = UsersPage {
        frame: visit.frame("Users", Some(Section::Users)),
        search: Field::new("search", search)
            .with_fault(&faults, "/search", "Enter a text.")
            .with_focus_after(None),
        caption,
        pages: Paging::new("/users", &parameters, after, page.next),
        rows: page.items.into_iter().map(Into::into).collect(),
    };
    answer(StatusCode::OK, &page)
}
