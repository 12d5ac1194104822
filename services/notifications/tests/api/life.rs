//! What somebody is told, step by step; reading it; and who may see it.

use orion_contracts::event::UserUpdated;
use orion_contracts::notification::v1::{Channel, ListNotificationsRequest, MarkReadRequest};
use orion_contracts::problem::ProblemCode;
use orion_contracts::user::v1::UserStatus;
use orion_contracts::{NotificationId, UserId};
use orion_infra::database::new_id;

use crate::world::{deleted, event, everywhere, registered, updated};

#[tokio::test(flavor = "multi_thread")]
async fn a_life_is_told_step_by_step() {
    for world in everywhere().await {
        let ada = registered("Ada");
        let id = ada.data.user_id;
        world.publish(&ada).await;
        let welcome = world.told(ada.id).await;
        assert_eq!((welcome.user_id, welcome.channel), (id, Channel::InApp));
        assert_eq!(welcome.title, "Welcome");
        assert_eq!(welcome.body, "Your account is ready, Ada.");
        assert_eq!(welcome.read_at, None);
        let sent = world.next_sent().await;
        assert_eq!(
            (sent.notification_id, sent.user_id, sent.channel),
            (welcome.id, id, Channel::InApp)
        );

        let renamed = updated(&ada.data, 2, "Countess");
        world.publish(&renamed).await;
        let told = world.told(renamed.id).await;
        assert_eq!(told.body, "Other people see you as Countess.");
        let off = event(UserUpdated {
            status: UserStatus::Deactivated,
            ..updated(&ada.data, 3, "Countess").data
        });
        world.publish(&off).await;
        let off = world.told(off.id).await;
        assert_eq!(off.title, "Your account was turned off");
        assert_eq!(world.own(id).await, [off, told, welcome]);

        let gone = deleted(id);
        world.publish(&gone).await;
        let audit = world.told(gone.id).await;
        assert_eq!(audit.title, "An account was deleted");
        assert!(audit.body.contains(&id.to_string()));
        assert_eq!(world.own(id).await, [], "what is left is for admins");
        assert_eq!(world.all().await, [audit]);
        for _ in 0..3 {
            assert_eq!(world.next_sent().await.user_id, id);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_read_stays_read() {
    for world in everywhere().await {
        let ada = registered("Ada");
        let id = ada.data.user_id;
        world.publish(&ada).await;
        let first = world.told(ada.id).await;
        let renamed = updated(&ada.data, 2, "Countess");
        world.publish(&renamed).await;
        let second = world.told(renamed.id).await;

        let unread = ListNotificationsRequest {
            unread: true,
            ..ListNotificationsRequest::default()
        };
        assert_eq!(world.user(id).list(&unread).await.unwrap().items.len(), 2);
        let request = MarkReadRequest {
            ids: vec![first.id, first.id],
        };
        let marked = world.user(id).mark_read(&request).await.unwrap().marked;
        assert_eq!(marked, 1);
        let left = world.user(id).list(&unread).await.unwrap().items;
        assert_eq!(left, std::slice::from_ref(&second));
        let read_at = world.own(id).await[1].read_at.unwrap();
        assert!(read_at >= first.sent_at);

        let marked = world.user(id).mark_read(&request).await.unwrap().marked;
        assert_eq!(marked, 0, "twice is as good as once");
        assert_eq!(world.own(id).await[1].read_at, Some(read_at));
        let all = MarkReadRequest {
            ids: (0..98)
                .map(|_| NotificationId(new_id()))
                .chain([first.id, second.id])
                .collect(),
        };
        let marked = world.user(id).mark_read(&all).await.unwrap().marked;
        assert_eq!(marked, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn other_peoples_notifications_are_invisible() {
    for world in everywhere().await {
        let ada = world.register("Ada").await;
        let bob = world.register("Bob").await;
        let of_ada = world.own(ada).await;
        assert_eq!(of_ada.len(), 1);
        assert_eq!(world.own(UserId(new_id())).await, []);

        let request = MarkReadRequest {
            ids: vec![of_ada[0].id],
        };
        for other in [world.user(bob), world.admin()] {
            assert_eq!(other.mark_read(&request).await.unwrap().marked, 0);
        }
        assert_eq!(world.own(ada).await, of_ada);

        let about_ada = ListNotificationsRequest {
            user: Some(ada),
            ..ListNotificationsRequest::default()
        };
        let all = ListNotificationsRequest {
            all: true,
            ..ListNotificationsRequest::default()
        };
        let both = ListNotificationsRequest {
            all: true,
            ..about_ada.clone()
        };
        for request in [&about_ada, &all, &both] {
            let refused = world.user(bob).list(request).await.unwrap_err();
            assert_eq!(refused.code(), Some(ProblemCode::Forbidden));
        }
        let own = world.user(ada).list(&about_ada).await.unwrap().items;
        assert_eq!(own, of_ada);
        for request in [&about_ada, &both] {
            let seen = world.admin().list(request).await.unwrap().items;
            assert_eq!(seen, of_ada);
        }
        assert_eq!(world.admin().list(&all).await.unwrap().items.len(), 2);
    }
}
