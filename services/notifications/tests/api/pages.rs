//! The list, page by page, while notifications come, are read and go.

use std::collections::BTreeSet;

use orion_contracts::notification::v1::ListNotificationsRequest;
use orion_contracts::page::Cursor;
use orion_contracts::{NotificationId, UserId};
use orion_infra::database::{Database, new_id};
use orion_notifications::MIGRATIONS;
use orion_notifications::store::{Notifications, Selection, now};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sqlx::query;

use crate::world::{everywhere, registered, updated};

/// Something that happens between two pages.
#[derive(Debug, Clone)]
enum Step {
    Come,
    Go(prop::sample::Index),
    Read(prop::sample::Index),
    Page(u16),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        2 => Just(Step::Come),
        1 => any::<prop::sample::Index>().prop_map(Step::Go),
        1 => any::<prop::sample::Index>().prop_map(Step::Read),
        2 => (1..4_u16).prop_map(Step::Page),
    ];
    prop::collection::vec(step, 1..30)
}

async fn come(database: &Database, user: UserId) -> NotificationId {
    let id = NotificationId(new_id());
    query(
        "INSERT INTO notifications (id, event_id, user_id, audience, kind, title, body, sent_at)
        VALUES ($1, $1, $2, 'user', 'welcome', '', '', 0)",
    )
    .bind(id.to_string())
    .bind(user.to_string())
    .execute(database.pool())
    .await
    .unwrap();
    id
}

/// Walks through the list while it changes, and holds that what was there all the time is seen once.
async fn walk(
    database: &Database,
    before: usize,
    steps: Vec<Step>,
    everybody: bool,
) -> Result<(), TestCaseError> {
    let clear = query("DELETE FROM notifications");
    clear.execute(database.pool()).await.unwrap();
    let list = Notifications::new(database.clone());
    let user = UserId(new_id());
    let selection = if everybody {
        Selection::All
    } else {
        come(database, UserId(new_id())).await;
        Selection::Own(user)
    };
    let mut there = Vec::new();
    for _ in 0..before {
        there.push(come(database, user).await);
    }
    let mut all_the_time: BTreeSet<NotificationId> = there.iter().copied().collect();
    let mut seen = Vec::new();
    let mut after = None;
    let endless = std::iter::repeat_n(Step::Page(3), 12);
    for step in steps.into_iter().chain(endless) {
        match step {
            Step::Come => there.push(come(database, user).await),
            Step::Go(which) if !there.is_empty() => {
                let id = there.swap_remove(which.index(there.len()));
                all_the_time.remove(&id);
                let go = query("DELETE FROM notifications WHERE id = $1").bind(id.to_string());
                go.execute(database.pool()).await.unwrap();
            }
            Step::Read(which) if !there.is_empty() => {
                let id = there[which.index(there.len())];
                list.mark_read(user, &[id], now()).await.unwrap();
            }
            Step::Go(_) | Step::Read(_) => {}
            Step::Page(limit) => {
                let page = list.page(selection, false, after, limit).await.unwrap();
                after = page.last().map(|told| told.id).or(after);
                seen.extend(page.into_iter().map(|told| told.id));
            }
        }
    }
    let once: BTreeSet<NotificationId> = seen.iter().copied().collect();
    prop_assert_eq!(once.len(), seen.len(), "something was seen twice");
    prop_assert!(once.is_superset(&all_the_time), "something was skipped");
    prop_assert!(seen.is_sorted_by(|newer, older| newer > older));
    Ok(())
}

#[test]
fn nothing_is_skipped_or_seen_twice_while_notifications_come_and_go() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let databases = runtime.block_on(orion_infra::testing::databases(&MIGRATIONS));
    for database in databases {
        let mut runner = TestRunner::new(Config::with_cases(24));
        runner
            .run(
                &(0..12_usize, steps(), any::<bool>()),
                |(before, steps, everybody)| {
                    runtime.block_on(walk(&database, before, steps, everybody))
                },
            )
            .unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_lead_from_one_to_the_next() {
    for world in everywhere().await {
        let ada = registered("Ada");
        let id = ada.data.user_id;
        world.publish(&ada).await;
        world.told(ada.id).await;
        let mut events = vec![ada.id];
        for version in 2..8 {
            let event = updated(&ada.data, version, "Ada");
            world.publish(&event).await;
            world.told(event.id).await;
            events.push(event.id);
        }
        events.reverse();
        for limit in [1, 3, 7, 100] {
            let mut seen = Vec::new();
            let mut request = ListNotificationsRequest {
                limit: Some(limit),
                ..ListNotificationsRequest::default()
            };
            loop {
                let page = world.user(id).list(&request).await.unwrap();
                assert!(page.items.len() <= usize::from(limit));
                seen.extend(page.items.iter().map(|told| told.event_id));
                request.after = page.next;
                if page.next.is_none() {
                    break;
                }
            }
            assert_eq!(seen, events, "in pages of {limit}");
        }
        let before_all = ListNotificationsRequest {
            after: Some(Cursor::after(uuid::Uuid::nil())),
            ..ListNotificationsRequest::default()
        };
        let page = world.user(id).list(&before_all).await.unwrap();
        assert_eq!(page.items, []);
    }
}
