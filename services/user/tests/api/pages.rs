//! The list: its order, its pages while rows come and go, and its search.

use std::collections::BTreeSet;

use crate::world::{event, eventually, everywhere, registered};
use jiff::Timestamp;
use orion_contracts::event::{Event, UserRegistered};
use orion_contracts::page::Cursor;
use orion_contracts::user::v1::ListUsersRequest;
use orion_contracts::{EventId, UserId};
use orion_infra::database::Database;
use orion_user::MIGRATIONS;
use orion_user::domain::Search;
use orion_user::store::{self, Place, Profiles};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use uuid::Uuid;

/// Something that happens between two pages.
#[derive(Debug, Clone)]
enum Step {
    /// Somebody comes, at that time; times may be equal, and late events bring earlier ones.
    Come { at: i64 },
    /// One of those who are there goes.
    Go { which: prop::sample::Index },
    /// One of those who are there is renamed.
    Rename { which: prop::sample::Index },
    /// The next page is asked for.
    Page { limit: u16 },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => (0..6_i64).prop_map(|at| Step::Come { at }),
        1 => any::<prop::sample::Index>().prop_map(|which| Step::Go { which }),
        1 => any::<prop::sample::Index>().prop_map(|which| Step::Rename { which }),
        2 => (1..4_u16).prop_map(|limit| Step::Page { limit }),
    ];
    prop::collection::vec(step, 1..40)
}

async fn come(profiles: &Profiles, id: UserId, at: i64) {
    let registered: Event<UserRegistered> = Event {
        id: EventId(Uuid::new_v4()),
        source: String::new(),
        time: Timestamp::from_microsecond(at).unwrap(),
        data: UserRegistered {
            user_id: id,
            email: format!("{id}@example.org"),
            display_name: "somebody".to_owned(),
        },
    };
    let mut transaction = profiles.begin().await.unwrap();
    assert!(store::add(&mut transaction, &registered).await.unwrap());
    transaction.commit().await.unwrap();
}

/// Walks through the list while it changes, and holds that whoever was there all the time is seen once.
async fn walk(
    database: &Database,
    before: Vec<i64>,
    steps: Vec<Step>,
) -> Result<(), TestCaseError> {
    for table in ["DELETE FROM users"] {
        sqlx::query(table).execute(database.pool()).await.unwrap();
    }
    let profiles = Profiles::new(database.clone());
    let mut there = Vec::new();
    for at in before {
        let id = UserId(Uuid::new_v4());
        come(&profiles, id, at).await;
        there.push(id);
    }
    let mut all_the_time: BTreeSet<UserId> = there.iter().copied().collect();
    let mut seen = Vec::new();
    let mut after = Place::START;
    let endless = std::iter::repeat_n(Step::Page { limit: 3 }, 40);
    for step in steps.into_iter().chain(endless) {
        match step {
            Step::Come { at } => {
                let id = UserId(Uuid::new_v4());
                come(&profiles, id, at).await;
                there.push(id);
            }
            Step::Go { which } if !there.is_empty() => {
                let id = there.swap_remove(which.index(there.len()));
                all_the_time.remove(&id);
                let mut transaction = profiles.begin().await.unwrap();
                store::remove(&mut transaction, id, store::now())
                    .await
                    .unwrap();
                transaction.commit().await.unwrap();
            }
            Step::Rename { which } if !there.is_empty() => {
                let id = there[which.index(there.len())];
                let mut transaction = profiles.begin().await.unwrap();
                let mut user = profiles.hold(&mut transaction, id).await.unwrap().unwrap();
                user.display_name.push('!');
                user.version += 1;
                store::change(&mut transaction, &user).await.unwrap();
                transaction.commit().await.unwrap();
            }
            Step::Go { .. } | Step::Rename { .. } => {}
            Step::Page { limit } => {
                let page = profiles
                    .page(&Search::everybody(), after, limit)
                    .await
                    .unwrap();
                if let Some(last) = page.last() {
                    after = profiles.place(last.id).await.unwrap().unwrap();
                }
                seen.extend(page.into_iter().map(|user| user.id));
            }
        }
    }
    let once: BTreeSet<UserId> = seen.iter().copied().collect();
    prop_assert_eq!(once.len(), seen.len(), "somebody was seen twice");
    prop_assert!(once.is_superset(&all_the_time), "somebody was skipped");
    Ok(())
}

#[test]
fn nobody_is_skipped_or_seen_twice_while_users_come_and_go() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let databases = runtime.block_on(orion_infra::testing::databases(&MIGRATIONS));
    for database in databases {
        let mut runner = TestRunner::new(Config::with_cases(24));
        let strategy = (prop::collection::vec(0..6_i64, 0..12), steps());
        runner
            .run(&strategy, |(before, steps)| {
                runtime.block_on(walk(&database, before, steps))
            })
            .unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_lead_from_one_to_the_next() {
    for world in everywhere().await {
        let mut ids = Vec::new();
        for number in 0..7 {
            ids.push(world.register(&format!("number {number}")).await);
        }
        for limit in [1, 3, 7, 100] {
            let mut seen = Vec::new();
            let mut request = ListUsersRequest {
                limit: Some(limit),
                ..ListUsersRequest::default()
            };
            loop {
                let page = world.admin().list(&request).await.unwrap();
                assert!(page.items.len() <= usize::from(limit));
                seen.extend(page.items.iter().map(|user| user.id));
                request.after = page.next;
                if page.next.is_none() {
                    break;
                }
            }
            assert_eq!(seen, ids, "in pages of {limit}");
        }
        // A page goes on behind a user who is gone, and no page behind one who never was.
        world.admin().delete(ids[2], 1).await.unwrap();
        let request = ListUsersRequest {
            after: Some(Cursor::after(ids[2].0)),
            ..ListUsersRequest::default()
        };
        let page = world.admin().list(&request).await.unwrap();
        assert!(
            page.items
                .iter()
                .map(|user| user.id)
                .eq(ids[3..].iter().copied())
        );
        let request = ListUsersRequest {
            after: Some(Cursor::after(Uuid::new_v4())),
            ..ListUsersRequest::default()
        };
        let code = world.admin().list(&request).await.unwrap_err().code();
        assert_eq!(
            code,
            Some(orion_contracts::problem::ProblemCode::InvalidRequest)
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_finds_names_and_addresses_in_whatever_case() {
    for world in everywhere().await {
        let mut last = None;
        for (name, email) in [
            ("Ada Lovelace", "ada@example.org"),
            ("Éloïse 100%", "eloise_x@example.org"),
            ("Οδυσσεύς", r"back\slash@example.org"),
        ] {
            let mut registered = registered(name);
            registered.data.email = email.to_owned();
            last = Some(registered.data.user_id);
            world.publish(&event(registered.data)).await;
        }
        let last = last.unwrap();
        eventually(async || {
            let all = world
                .admin()
                .list(&ListUsersRequest::default())
                .await
                .unwrap();
            (all.items.len() == 3).then_some(())
        })
        .await;
        for (search, found) in [
            ("", 3),
            ("LOVE", 1),
            ("@EXAMPLE", 3),
            ("éLOÏSE", 1),
            ("E\u{301}loi\u{308}se", 1),
            ("%", 1),
            ("_", 1),
            ("\\", 1),
            ("a%a", 0),
            ("ΟΔΥΣΣΕΎΣ", 1),
            ("ada@example.org\nada", 0),
            ("' OR 1 = 1 --", 0),
        ] {
            let request = ListUsersRequest {
                search: Some(search.to_owned()),
                ..ListUsersRequest::default()
            };
            match world.admin().list(&request).await {
                Ok(page) => assert_eq!(page.items.len(), found, "{search:?}"),
                Err(error) => assert!(search.contains('\n'), "{search:?}: {error}"),
            }
        }
        // A new name is found, and the old one is not.
        let request = orion_contracts::user::v1::UpdateUserRequest {
            display_name: Some("Nobody".to_owned()),
            status: None,
        };
        world.admin().update(last, 1, &request).await.unwrap();
        for (search, found) in [("nobody", 1), ("οδυσ", 0)] {
            let request = ListUsersRequest {
                search: Some(search.to_owned()),
                ..ListUsersRequest::default()
            };
            assert_eq!(
                world.admin().list(&request).await.unwrap().items.len(),
                found
            );
        }
    }
}
