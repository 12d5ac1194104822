//! Nothing is lost and nothing is told twice, whatever dies: the broker, the databases, the service that changes
//! users, and the one that tells them, each killed with SIGKILL again and again while users are changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use orion_contracts::UserId;
use orion_contracts::notification::v1::ListNotificationsRequest;
use orion_contracts::user::v1::UpdateUserRequest;
use orion_tests::{
    ADMIN_EMAIL, ADMIN_PASSWORD, Person, Server, Servers, Stack, eventually, eventually_within,
};
use orion_testutils::skip;

/// Changes of users, in all.
const CHANGES: usize = 10_000;
/// Users, changed side by side, each by one change after the other.
const USERS: usize = 16;
/// How long the last notification may take to come once nothing is killed any more.
const AFTERMATH: Duration = Duration::from_mins(3);

static LEFT: AtomicUsize = AtomicUsize::new(CHANGES);
static DONE: AtomicBool = AtomicBool::new(false);

/// What is killed.
#[derive(Debug, Clone, Copy)]
enum Victim {
    Service(&'static str),
    Server(Server),
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_ends_in_exactly_one_notification() {
    let servers = match Servers::start("nothing-lost") {
        Ok(servers) => servers,
        Err(reason) => skip!("{reason}"),
    };
    let mut stack = Stack::on(&servers);
    let gateway = stack.gateway().to_owned();
    let mut people = Vec::new();
    for number in 0..USERS {
        let email = format!("user{number}@example.com");
        people.push(Person::register(&gateway, &email, "Nobody yet").await);
    }

    let killing = tokio::task::spawn_blocking(move || {
        kill_again_and_again(&servers, &mut stack);
        (servers, stack)
    });
    let changing = join_all(people.into_iter().map(change)).await;
    let versions: BTreeMap<UserId, u64> = changing.into_iter().collect();
    DONE.store(true, Ordering::Release);
    let (_servers, _stack) = killing.await.unwrap();
    let changes: u64 = versions.values().map(|version| version - 1).sum();
    assert_eq!(changes, CHANGES as u64);

    // One notification for each account that was opened and one for each change, of which no two tell of the same
    // event.
    let admin = Person::log_in(&gateway, ADMIN_EMAIL, ADMIN_PASSWORD).await;
    let told = eventually_within(AFTERMATH, "every notification is there", async || {
        let everybodys = ListNotificationsRequest {
            all: true,
            ..Default::default()
        };
        let told = admin.list_all(everybodys).await.ok()?;
        let of_users = told
            .into_iter()
            .filter(|told| versions.contains_key(&told.user_id))
            .collect::<Vec<_>>();
        (of_users.len() >= CHANGES + USERS).then_some(of_users)
    })
    .await;
    let events: BTreeSet<_> = told.iter().map(|told| told.event_id).collect();
    assert_eq!(events.len(), told.len(), "an event was told twice");
    let mut counted: BTreeMap<UserId, u64> = BTreeMap::new();
    for notification in &told {
        *counted.entry(notification.user_id).or_default() += 1;
    }
    assert_eq!(counted, versions);
}

/// Changes the person's name until there are enough changes in all; gives their version in the end.
async fn change(person: Person) -> (UserId, u64) {
    let id = person.user.id;
    let mut version = person.user.version;
    while take_one() {
        let rename = UpdateUserRequest {
            display_name: Some(format!("Name {version}")),
            status: None,
        };
        let next = version + 1;
        while version < next {
            version = match person.users.update(id, version, &rename).await {
                Ok(user) => user.version,
                // Whether it took effect can only be seen.
                Err(_) => {
                    eventually("the user can be seen", async || {
                        person.users.get(id).await.ok()
                    })
                    .await
                    .version
                }
            };
        }
        assert_eq!(version, next, "nobody else changes this user");
    }
    (id, version)
}

fn take_one() -> bool {
    LEFT.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
        left.checked_sub(1)
    })
    .is_ok()
}

/// Kills one after the other at moments that nobody chose, and starts it again, until all changes are made.
fn kill_again_and_again(servers: &Servers, stack: &mut Stack) {
    const VICTIMS: [Victim; 8] = [
        Victim::Service("user"),
        Victim::Service("notifications"),
        Victim::Server(Server::Postgres),
        Victim::Service("user"),
        Victim::Service("notifications"),
        Victim::Server(Server::RabbitMq),
        Victim::Service("notifications"),
        Victim::Server(Server::Postgres),
    ];
    let mut killed = 0;
    for (round, victim) in VICTIMS.iter().cycle().enumerate() {
        // Every one of them at least once, also where the changes are quick.
        if DONE.load(Ordering::Acquire) && round >= VICTIMS.len() {
            break;
        }
        let moment = u64::from(fastrand::u16(50..900));
        std::thread::sleep(Duration::from_millis(moment));
        match *victim {
            Victim::Service(service) => {
                stack.kill(service);
                stack.start(service);
            }
            Victim::Server(server) => {
                servers.kill(server);
                servers.start_again(server);
            }
        }
        killed += 1;
    }
    eprintln!("killed {killed} times");
}
