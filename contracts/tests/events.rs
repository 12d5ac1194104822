//! The events as they look on the wire, and what becomes of one that a reader does not know.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

use std::error::Error as _;
use std::fmt::Debug;

use orion_contracts::event::{
    Event, EventData, NotificationSent, ReceivedEvent, UserDeleted, UserRegistered, UserUpdated,
};
use orion_contracts::notification::v1::Channel;
use orion_contracts::user::v1::UserStatus;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const EVENT: &str = "019a0000-0000-7000-8000-0000000000e1";
const USER: &str = "019a0000-0000-7000-8000-000000000001";

fn envelope(kind: &str, data: &Value) -> Value {
    json!({
        "specversion": "1.0",
        "id": EVENT,
        "source": "/services/user",
        "type": kind,
        "time": "2026-01-05T09:00:00Z",
        "datacontenttype": "application/json",
        "dataversion": 1,
        "data": data,
    })
}

fn event<Data>(data: Data) -> Event<Data> {
    Event {
        id: EVENT.parse().unwrap(),
        source: "/services/user".into(),
        time: "2026-01-05T09:00:00Z".parse().unwrap(),
        data,
    }
}

#[track_caller]
fn travels<Data>(data: Data, kind: &str, shape: &Value)
where
    Data: EventData + Serialize + DeserializeOwned + PartialEq + Debug,
{
    let event = event(data);
    let written = serde_json::to_value(&event).unwrap();
    assert_eq!(written, envelope(kind, shape));

    let received: ReceivedEvent = serde_json::from_value(written.clone()).unwrap();
    assert_eq!(received.read::<Data>().unwrap(), event);

    let mut extended = written;
    extended["traceparent"] = json!("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    extended["data"]["added-by-a-newer-writer"] = json!(true);
    let received: ReceivedEvent = serde_json::from_value(extended).unwrap();
    assert_eq!(received.read::<Data>().unwrap(), event);
}

#[test]
fn every_event_travels() {
    travels(
        UserRegistered {
            user_id: USER.parse().unwrap(),
            email: "ada@example.com".into(),
            display_name: "Ada".into(),
        },
        "user.registered",
        &json!({ "user_id": USER, "email": "ada@example.com", "display_name": "Ada" }),
    );
    travels(
        UserUpdated {
            user_id: USER.parse().unwrap(),
            version: 2,
            email: "ada@example.com".into(),
            display_name: "Ada L.".into(),
            status: UserStatus::Deactivated,
        },
        "user.updated",
        &json!({
            "user_id": USER,
            "version": 2,
            "email": "ada@example.com",
            "display_name": "Ada L.",
            "status": "deactivated",
        }),
    );
    travels(
        UserDeleted {
            user_id: USER.parse().unwrap(),
        },
        "user.deleted",
        &json!({ "user_id": USER }),
    );
    travels(
        NotificationSent {
            notification_id: "019a0000-0000-7000-8000-000000000002".parse().unwrap(),
            user_id: USER.parse().unwrap(),
            channel: Channel::Email,
        },
        "notification.sent",
        &json!({
            "notification_id": "019a0000-0000-7000-8000-000000000002",
            "user_id": USER,
            "channel": "email",
        }),
    );
}

#[track_caller]
fn refusal(change: impl FnOnce(&mut Value)) -> String {
    let mut written = envelope("user.deleted", &json!({ "user_id": USER }));
    change(&mut written);
    let received: ReceivedEvent = serde_json::from_value(written).unwrap();
    let error = received.read::<UserDeleted>().unwrap_err();
    match error.source() {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

#[test]
fn what_cannot_be_read_is_refused_by_name() {
    assert_eq!(
        refusal(|event| event["type"] = json!("user.promoted")),
        "the event is a `user.promoted`, not a `user.deleted`"
    );
    assert_eq!(
        refusal(|event| event["dataversion"] = json!(2)),
        "the event `user.deleted` has data of version 2; known is 1"
    );
    assert_eq!(
        refusal(|event| event["specversion"] = json!("2.0")),
        "the event is written in CloudEvents `2.0`, not `1.0`"
    );
    assert_eq!(
        refusal(|event| event["data"] = json!({})),
        "the data of the event `user.deleted` cannot be read: missing field `user_id`"
    );
}

#[test]
fn an_event_without_a_version_has_the_first() {
    let mut written = envelope("user.deleted", &json!({ "user_id": USER }));
    written.as_object_mut().unwrap().shift_remove("dataversion");
    let received: ReceivedEvent = serde_json::from_value(written).unwrap();
    assert_eq!(received.dataversion, 1);
    assert!(received.read::<UserDeleted>().is_ok());
}
