//! What happens to somebody from the opening of an account to its end, and who is told.

use orion_contracts::auth::v1::{LogInRequest, Password};
use orion_contracts::client::{AuthClient, Connection};
use orion_contracts::gateway::v1::ServiceStatus;
use orion_contracts::notification::v1::{ListNotificationsRequest, MarkReadRequest};
use orion_contracts::problem::ProblemCode;
use orion_contracts::user::v1::{ListUsersRequest, UpdateUserRequest, UserStatus};
use orion_tests::{ADMIN_EMAIL, ADMIN_PASSWORD, PASSWORD, Person, Stack, eventually};

use crate::live::Live;

pub(crate) async fn from_account_to_end(stack: &Stack) {
    let admin = Person::log_in(stack.gateway(), ADMIN_EMAIL, ADMIN_PASSWORD).await;
    let mut everybody = Live::open(&admin, true).await;

    // An account is opened: the event makes a profile and a notification, and the admin sees it at once.
    let ada = Person::register(stack.gateway(), "ada@example.com", "Ada").await;
    assert_eq!(ada.user.display_name, "Ada");
    assert_eq!(ada.user.version, 1);
    let pushed = everybody.next(|told| told.user_id == ada.user.id).await;
    let welcome = eventually("Ada's first notification", async || {
        ada.all_notifications().await.pop()
    })
    .await;
    assert_eq!(welcome.id, pushed.id);
    assert_eq!(welcome.read_at, None);

    // She reads it.
    let read = MarkReadRequest {
        ids: vec![welcome.id],
    };
    assert_eq!(ada.notifications.mark_read(&read).await.unwrap().marked, 1);
    assert_eq!(ada.notifications.mark_read(&read).await.unwrap().marked, 0);
    let unread = ListNotificationsRequest {
        unread: true,
        ..Default::default()
    };
    assert_eq!(ada.list_all(unread).await.unwrap(), []);

    // She changes her name, once, from the version she saw.
    let mut own = Live::open(&ada, false).await;
    let rename = |name: &str| UpdateUserRequest {
        display_name: Some(name.to_owned()),
        status: None,
    };
    let renamed = ada.users.update(ada.user.id, 1, &rename("Countess")).await;
    assert_eq!(renamed.unwrap().version, 2);
    let stale = ada.users.update(ada.user.id, 1, &rename("Lady")).await;
    assert_eq!(
        stale.unwrap_err().code(),
        Some(ProblemCode::PreconditionFailed)
    );
    let told = own.next(|told| told.id != welcome.id).await;
    assert_eq!(told.user_id, ada.user.id);

    // What is hers is not somebody else's to see or to change, except for an admin.
    let bob = Person::register(stack.gateway(), "bob@example.com", "Bob").await;
    let foreign = bob.users.get(ada.user.id).await.unwrap_err();
    assert_eq!(foreign.code(), Some(ProblemCode::Forbidden));
    let everyone = bob.users.list(&ListUsersRequest::default()).await;
    assert_eq!(everyone.unwrap_err().code(), Some(ProblemCode::Forbidden));
    let hers = ListNotificationsRequest {
        user: Some(ada.user.id),
        ..Default::default()
    };
    let refused = bob.list_all(hers.clone()).await.unwrap_err();
    assert_eq!(refused.code(), Some(ProblemCode::Forbidden));
    assert_eq!(admin.list_all(hers).await.unwrap().len(), 2);

    // The admin finds her and turns her off: she cannot come back.
    let search = ListUsersRequest {
        search: Some("COUNT".to_owned()),
        ..Default::default()
    };
    let found = admin.users.list(&search).await.unwrap().items;
    let [found] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!((found.id, found.version), (ada.user.id, 2));
    let off = UpdateUserRequest {
        display_name: None,
        status: Some(UserStatus::Deactivated),
    };
    admin.users.update(ada.user.id, 2, &off).await.unwrap();
    let auth = AuthClient::new(Connection::new(stack.gateway()).unwrap());
    let ada_again = LogInRequest {
        email: "ada@example.com".to_owned(),
        password: Password::new(PASSWORD.to_owned()),
    };
    eventually("Ada cannot log in", async || {
        match auth.log_in(&ada_again).await {
            Ok(_) => None,
            Err(error) => {
                assert_eq!(error.code(), Some(ProblemCode::Unauthenticated));
                Some(())
            }
        }
    })
    .await;

    // In the end she is gone everywhere.
    admin.users.delete(ada.user.id, 3).await.unwrap();
    let gone = admin.users.get(ada.user.id).await.unwrap_err();
    assert_eq!(gone.code(), Some(ProblemCode::NotFound));
}

pub(crate) async fn every_service_is_ready(stack: &Stack) {
    let admin = Person::log_in(stack.gateway(), ADMIN_EMAIL, ADMIN_PASSWORD).await;
    let health = admin.gateway.platform_health().await.unwrap();
    let services: Vec<_> = health
        .services
        .iter()
        .map(|service| (service.name.as_str(), service.status))
        .collect();
    assert_eq!(
        services,
        ["auth", "user", "notifications"].map(|service| (service, ServiceStatus::Ready))
    );
}
