//! Every type as it looks on the wire, written and read back; and what a newer writer may add without
//! troubling a reader.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

use std::fmt::Debug;

use orion_contracts::auth::v1::{
    AccessToken, LogInRequest, LogOutRequest, Password, RefreshRequest, RefreshToken,
    RegisterRequest, TokenResponse, TokenType,
};
use orion_contracts::notification::v1::{Channel, MarkReadRequest, Notification};
use orion_contracts::page::{Cursor, Page};
use orion_contracts::problem::{FieldError, Problem, ProblemCode};
use orion_contracts::user::v1::{ListUsersRequest, UpdateUserRequest, User, UserStatus};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const USER: &str = "019a0000-0000-7000-8000-000000000001";
const CURSOR: &str = "019a0000000070008000000000000001";
const EVENT: &str = "019a0000-0000-7000-8000-0000000000e1";
const NOTIFICATION: &str = "019a0000-0000-7000-8000-000000000002";

/// Writes the value, compares it with `shape`, and reads it back: alone, and with a member that no reader
/// knows.
#[track_caller]
fn travels<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, shape: Value) {
    assert_eq!(serde_json::to_value(value).unwrap(), shape, "written");
    assert_eq!(
        &serde_json::from_value::<T>(shape.clone()).unwrap(),
        value,
        "read back"
    );

    let mut extended = shape;
    extended["added-by-a-newer-writer"] = json!({ "anything": [1, 2] });
    assert_eq!(
        &serde_json::from_value::<T>(extended).unwrap(),
        value,
        "read with an unknown member"
    );
}

#[test]
fn auth() {
    travels(
        &RegisterRequest {
            email: "ada@example.com".into(),
            password: Password::new("correct horse".into()),
            display_name: "Ada".into(),
        },
        json!({ "email": "ada@example.com", "password": "correct horse", "display_name": "Ada" }),
    );
    travels(
        &LogInRequest {
            email: "ada@example.com".into(),
            password: Password::new("correct horse".into()),
        },
        json!({ "email": "ada@example.com", "password": "correct horse" }),
    );
    travels(
        &RefreshRequest {
            refresh_token: RefreshToken::new("r1".into()),
        },
        json!({ "refresh_token": "r1" }),
    );
    travels(
        &LogOutRequest {
            refresh_token: RefreshToken::new("r1".into()),
        },
        json!({ "refresh_token": "r1" }),
    );
    travels(
        &TokenResponse {
            access_token: AccessToken::new("a1".into()),
            token_type: TokenType::Bearer,
            expires_in: 900,
            refresh_token: RefreshToken::new("r2".into()),
        },
        json!({ "access_token": "a1", "token_type": "Bearer", "expires_in": 900, "refresh_token": "r2" }),
    );
}

#[test]
fn a_request_with_a_password_can_be_logged() {
    let request = LogInRequest {
        email: "ada@example.com".into(),
        password: Password::new("correct horse".into()),
    };
    assert_eq!(
        format!("{request:?}"),
        r#"LogInRequest { email: "ada@example.com", password: Password(redacted) }"#
    );
}

#[test]
fn user() {
    let user = User {
        id: USER.parse().unwrap(),
        email: "ada@example.com".into(),
        display_name: "Ada".into(),
        status: UserStatus::Active,
        version: 3,
        created_at: "2026-01-05T09:00:00Z".parse().unwrap(),
        updated_at: "2026-01-06T09:00:00.5Z".parse().unwrap(),
    };
    let shape = json!({
        "id": USER,
        "email": "ada@example.com",
        "display_name": "Ada",
        "status": "active",
        "version": 3,
        "created_at": "2026-01-05T09:00:00Z",
        "updated_at": "2026-01-06T09:00:00.5Z",
    });
    travels(&user, shape.clone());
    travels(
        &Page {
            items: vec![user],
            next: Some(CURSOR.parse().unwrap()),
        },
        json!({ "items": [shape], "next": CURSOR }),
    );
    travels(
        &UpdateUserRequest {
            display_name: None,
            status: Some(UserStatus::Deactivated),
        },
        json!({ "status": "deactivated" }),
    );
}

#[test]
fn notification() {
    let notification = Notification {
        id: NOTIFICATION.parse().unwrap(),
        user_id: USER.parse().unwrap(),
        event_id: EVENT.parse().unwrap(),
        channel: Channel::InApp,
        title: "Welcome".into(),
        body: "Good to have you here.".into(),
        sent_at: "2026-01-05T09:00:01Z".parse().unwrap(),
        read_at: None,
    };
    let shape = json!({
        "id": NOTIFICATION,
        "user_id": USER,
        "event_id": EVENT,
        "channel": "in-app",
        "title": "Welcome",
        "body": "Good to have you here.",
        "sent_at": "2026-01-05T09:00:01Z",
    });
    travels(&notification, shape.clone());

    let read = Notification {
        read_at: Some("2026-01-05T10:00:00Z".parse().unwrap()),
        ..notification
    };
    let mut read_shape = shape;
    read_shape["read_at"] = json!("2026-01-05T10:00:00Z");
    travels(&read, read_shape);

    travels(
        &MarkReadRequest {
            ids: vec![NOTIFICATION.parse().unwrap()],
        },
        json!({ "ids": [NOTIFICATION] }),
    );
}

#[test]
fn pages() {
    travels(&ListUsersRequest::default(), json!({}));
    travels(
        &ListUsersRequest {
            after: Some(Cursor::after(CURSOR.parse().unwrap())),
            limit: Some(20),
            search: Some("ada".into()),
        },
        json!({ "after": CURSOR, "limit": 20, "search": "ada" }),
    );
    let last: Page<String> = serde_json::from_value(json!({ "items": [], "next": null })).unwrap();
    assert_eq!(last.next, None);
}

#[test]
fn problem() {
    travels(
        &Problem::new(ProblemCode::NotFound).with_detail("there is no user `u1`"),
        json!({
            "type": "urn:orion:problem:not-found",
            "status": 404,
            "title": "Not found",
            "detail": "there is no user `u1`",
            "code": "not-found",
        }),
    );
    let mut invalid = Problem::new(ProblemCode::InvalidRequest);
    invalid.instance = Some("urn:uuid:019a0000-0000-7000-8000-000000000003".into());
    invalid.errors = vec![FieldError {
        pointer: "/email".into(),
        detail: "it has no `@`".into(),
    }];
    travels(
        &invalid,
        json!({
            "type": "urn:orion:problem:invalid-request",
            "status": 400,
            "title": "The request is not valid",
            "instance": "urn:uuid:019a0000-0000-7000-8000-000000000003",
            "code": "invalid-request",
            "errors": [{ "pointer": "/email", "detail": "it has no `@`" }],
        }),
    );
}

#[test]
fn a_problem_needs_no_more_than_its_code() {
    let bare: Problem = serde_json::from_value(json!({ "code": "teapot" })).unwrap();
    assert_eq!(bare.code, ProblemCode::Unknown);
    assert_eq!(bare.kind, "about:blank");
    assert_eq!(bare.status, None);
}

#[test]
fn unknown_words_are_read_but_never_written() {
    let status: UserStatus = serde_json::from_value(json!("frozen")).unwrap();
    assert_eq!(status, UserStatus::Unknown);
    let channel: Channel = serde_json::from_value(json!("pigeon")).unwrap();
    assert_eq!(channel, Channel::Unknown);
    let token_type: TokenType = serde_json::from_value(json!("DPoP")).unwrap();
    assert_eq!(token_type, TokenType::Unknown);

    assert!(serde_json::to_value(status).is_err());
    assert!(serde_json::to_value(channel).is_err());
    assert!(serde_json::to_value(token_type).is_err());
    assert!(serde_json::to_value(ProblemCode::Unknown).is_err());
    assert_eq!(
        Problem::new(ProblemCode::Unknown).code,
        ProblemCode::Internal
    );
}
