//! The whole life of a user: registered, seen, changed, turned off, deleted; and what others are told of it.

use crate::world::{event, eventually, everywhere, registered};
use orion_contracts::UserId;
use orion_contracts::event::{UserDeleted, UserUpdated};
use orion_contracts::problem::ProblemCode;
use orion_contracts::user::v1::{ListUsersRequest, UpdateUserRequest, UserStatus};
use orion_infra::database::new_id;
use reqwest::Method;

fn named(name: &str) -> UpdateUserRequest {
    UpdateUserRequest {
        display_name: Some(name.to_owned()),
        status: None,
    }
}

fn turned(status: UserStatus) -> UpdateUserRequest {
    UpdateUserRequest {
        display_name: None,
        status: Some(status),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_comes_changes_and_goes() {
    for world in everywhere().await {
        let event = registered("Ada");
        let id = event.data.user_id;
        assert_eq!(
            world.user(id).me().await.unwrap_err().code(),
            Some(ProblemCode::NotFound)
        );
        world.publish(&event).await;
        let ada = eventually(async || world.user(id).me().await.ok()).await;
        assert_eq!((ada.id, ada.version), (id, 1));
        assert_eq!(ada.email, event.data.email);
        assert_eq!(ada.status, UserStatus::Active);
        assert_eq!(ada.created_at.as_microsecond(), event.time.as_microsecond());

        let changed = world
            .user(id)
            .update(id, 1, &named(" Countess "))
            .await
            .unwrap();
        assert_eq!(
            (changed.display_name.as_str(), changed.version),
            ("Countess", 2)
        );
        assert_eq!(world.user(id).get(id).await.unwrap(), changed);
        let told = world.next_event().await.read::<UserUpdated>().unwrap();
        assert_eq!(told.source, "/services/user");
        assert_eq!(told.time, changed.updated_at);
        assert_eq!(
            told.data,
            UserUpdated {
                user_id: id,
                version: 2,
                email: ada.email.clone(),
                display_name: "Countess".to_owned(),
                status: UserStatus::Active,
            }
        );

        let off = turned(UserStatus::Deactivated);
        let own = world.user(id).update(id, 2, &off).await;
        assert_eq!(own.unwrap_err().code(), Some(ProblemCode::Forbidden));
        let off = world.admin().update(id, 2, &off).await.unwrap();
        assert_eq!((off.status, off.version), (UserStatus::Deactivated, 3));
        let told = world.next_event().await.read::<UserUpdated>().unwrap().data;
        assert_eq!((told.status, told.version), (UserStatus::Deactivated, 3));
        for refused in [
            world.user(id).update(id, 3, &named("Ada")).await.map(drop),
            world.user(id).delete(id, 3).await,
        ] {
            assert_eq!(refused.unwrap_err().code(), Some(ProblemCode::Forbidden));
        }

        world.admin().delete(id, 3).await.unwrap();
        let told = world.next_event().await.read::<UserDeleted>().unwrap();
        assert_eq!(told.data.user_id, id);
        for refused in [
            world.user(id).me().await.map(drop),
            world.admin().get(id).await.map(drop),
            world.admin().update(id, 3, &named("Ada")).await.map(drop),
            world.admin().delete(id, 4).await,
        ] {
            assert_eq!(refused.unwrap_err().code(), Some(ProblemCode::NotFound));
        }
        let all = world
            .admin()
            .list(&ListUsersRequest::default())
            .await
            .unwrap();
        assert_eq!(all.items, []);
        world.nothing_else_is_published().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_is_registered_again_changes_nothing() {
    for world in everywhere().await {
        let first = registered("Ada");
        let id = first.data.user_id;
        world.publish(&first).await;
        eventually(async || world.admin().get(id).await.ok()).await;
        let changed = world
            .admin()
            .update(id, 1, &named("Countess"))
            .await
            .unwrap();

        // The same event once more, then another one of the same account.
        world.publish(&first).await;
        world.publish(&event(first.data.clone())).await;
        world.register("somebody who comes after that").await;
        assert_eq!(world.admin().get(id).await.unwrap(), changed);

        world.admin().delete(id, 2).await.unwrap();
        world.publish(&event(first.data.clone())).await;
        world.register("somebody who comes after that, too").await;
        assert!(
            world.admin().get(id).await.is_err(),
            "a deleted user stays deleted"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_may_be_taken_over() {
    for world in everywhere().await {
        let first = registered("Ada");
        let mut second = registered("Bob");
        second.data.email = first.data.email.to_uppercase();
        world.publish(&first).await;
        world.publish(&second).await;
        let search = ListUsersRequest {
            search: Some(first.data.email.clone()),
            ..ListUsersRequest::default()
        };
        let found = eventually(async || {
            let page = world.admin().list(&search).await.unwrap();
            (page.items.len() == 2).then_some(page.items)
        })
        .await;
        assert_ne!(found[0].id, found[1].id);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changes_nothing_is_no_change() {
    for world in everywhere().await {
        let id = world.register("Ada").await;
        let before = world.user(id).me().await.unwrap();
        for request in [UpdateUserRequest::default(), named("Ada"), named("  Ada ")] {
            assert_eq!(
                world.user(id).update(id, 1, &request).await.unwrap(),
                before
            );
        }
        world.nothing_else_is_published().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_sees_only_what_is_theirs() {
    for world in everywhere().await {
        let ada = world.register("Ada").await;
        let bob = world.register("Bob").await;
        let as_bob = world.user(bob);
        let nobody = UserId(new_id());
        for refused in [
            as_bob.get(ada).await.map(drop),
            as_bob.get(nobody).await.map(drop),
            as_bob.update(ada, 1, &named("Eve")).await.map(drop),
            as_bob.delete(ada, 1).await,
            as_bob.list(&ListUsersRequest::default()).await.map(drop),
        ] {
            assert_eq!(refused.unwrap_err().code(), Some(ProblemCode::Forbidden));
        }
        let bearer = world.admin_token();
        for (method, path) in [
            (Method::GET, "/v1/users".to_owned()),
            (Method::GET, "/v1/users/me".to_owned()),
            (Method::GET, format!("/v1/users/{ada}")),
            (Method::PATCH, format!("/v1/users/{ada}")),
            (Method::DELETE, format!("/v1/users/{ada}")),
        ] {
            let url = format!("{}{path}", world.url);
            let answer = reqwest::Client::new()
                .request(method, url)
                .send()
                .await
                .unwrap();
            assert_eq!(answer.status(), 401, "{path}");
            assert!(answer.headers().contains_key("www-authenticate"));
        }
        let page = world
            .ask(Method::GET, "/v1/users", &bearer)
            .send()
            .await
            .unwrap();
        assert_eq!(page.status(), 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_impossible_registration_goes_to_the_dead_letters() {
    for world in everywhere().await {
        for (name, email) in [
            ("a\u{0}b", "ada@example.org"),
            ("", "ada@example.org"),
            ("Ada", "ada\u{0}@example.org"),
            ("Ada", &"a".repeat(100_000)),
        ] {
            let mut poison = registered(name);
            poison.data.email = email.to_owned();
            world.publish(&poison).await;
        }
        let id = orion_contracts::EventId(new_id());
        world
            .publish_text(id, "user.registered", "{}".to_owned())
            .await;
        world
            .publish_text(id, "user.registered", "\u{0}".to_owned())
            .await;
        eventually(async || {
            let dead = world.bus.dead(&orion_infra::bus::USER).await.unwrap();
            (dead == 6).then_some(())
        })
        .await;
        // What comes after is handled as ever.
        world.register("Ada").await;
    }
}
