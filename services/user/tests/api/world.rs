//! The service, running, and everybody around it.

use std::time::Duration;

use jiff::Timestamp;
use orion_contracts::auth::v1::{AccessToken, Role};
use orion_contracts::client::{Connection, UserClient};
use orion_contracts::event::{
    Event, EventData, ReceivedEvent, UserDeleted, UserRegistered, UserUpdated,
};
use orion_contracts::{EventId, UserId};
use orion_infra::bus::{Bus, Message, Queue};
use orion_infra::database::new_id;
use orion_infra::stop::{self, Stopper};
use orion_infra::testing::{self, TestDatabase, TestServer};
use orion_user::MIGRATIONS;
use reqwest::{Method, RequestBuilder};
use serde::Serialize;
use tokio::sync::{Mutex, mpsc};

/// Longer than anything here takes; a test that hangs ends by it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// What the tests listen to.
const PROBE: Queue = Queue::new("probe", &[UserUpdated::TYPE, UserDeleted::TYPE]);

type Issue = Box<dyn Fn(UserId, &[Role]) -> AccessToken + Send + Sync>;

/// The service, running, with a look at what it publishes.
pub(crate) struct World {
    pub(crate) url: String,
    pub(crate) database: TestDatabase,
    pub(crate) bus: Bus,
    http: reqwest::Client,
    issue: Issue,
    heard: Mutex<mpsc::UnboundedReceiver<ReceivedEvent>>,
    _server: TestServer,
    _stopper: Stopper,
}

/// The service on each database with each bus.
pub(crate) async fn everywhere() -> Vec<World> {
    let mut worlds = Vec::new();
    let buses = testing::buses().await.len();
    for _ in 0..buses {
        let databases = testing::databases(&MIGRATIONS).await;
        let number = worlds.len() / databases.len().max(1);
        for database in databases {
            let bus = testing::buses().await.swap_remove(number);
            worlds.push(World::start(database, bus).await);
        }
    }
    worlds
}

impl World {
    async fn start(database: TestDatabase, bus: Bus) -> Self {
        let (stopper, stop) = stop::pair();
        let (hear, heard) = mpsc::unbounded_channel();
        bus.declare(&PROBE);
        tokio::spawn({
            let (bus, stop) = (bus.clone(), stop.clone());
            async move {
                bus.consume(&PROBE, stop, |message: Message| {
                    let event = serde_json::from_str(&message.body).unwrap();
                    let _ = hear.send(event);
                    async { Ok(()) }
                })
                .await
            }
        });
        let (tokens, issue) = testing::tokens();
        let parts = (database.clone(), bus.clone());
        let server =
            testing::serve(|stop| orion_user::assemble(parts.0, parts.1, tokens, stop)).await;
        Self {
            url: server.url.clone(),
            database,
            bus,
            http: reqwest::Client::new(),
            issue: Box::new(issue),
            heard: Mutex::new(heard),
            _server: server,
            _stopper: stopper,
        }
    }

    pub(crate) fn user(&self, id: UserId) -> UserClient {
        self.client(&(self.issue)(id, &[Role::User]))
    }

    pub(crate) fn admin(&self) -> UserClient {
        self.client(&self.admin_token())
    }

    pub(crate) fn admin_token(&self) -> AccessToken {
        (self.issue)(UserId(new_id()), &[Role::User, Role::Admin])
    }

    fn client(&self, token: &AccessToken) -> UserClient {
        let connection = Connection::over(self.http.clone(), &self.url).unwrap();
        UserClient::new(connection.with_bearer(token.clone()))
    }

    /// A request by hand, by somebody.
    pub(crate) fn ask(&self, method: Method, path: &str, token: &AccessToken) -> RequestBuilder {
        self.http
            .request(method, format!("{}{path}", self.url))
            .bearer_auth(token.expose())
    }

    /// A request by hand, by an admin.
    pub(crate) fn ask_as_admin(&self, method: Method, path: &str) -> RequestBuilder {
        self.ask(method, path, &self.admin_token())
    }

    /// Publishes an event, as another service would.
    pub(crate) async fn publish<D: EventData + Serialize>(&self, event: &Event<D>) {
        let body = serde_json::to_string(event).unwrap();
        self.publish_text(event.id, D::TYPE, body).await;
    }

    pub(crate) async fn publish_text(&self, id: EventId, kind: &str, body: String) {
        let message = Message {
            id,
            kind: kind.to_owned(),
            body,
            headers: std::collections::BTreeMap::new(),
        };
        self.bus.publish(&[message]).await.unwrap();
    }

    /// Opens an account and waits for its profile.
    pub(crate) async fn register(&self, name: &str) -> UserId {
        let event = registered(name);
        self.publish(&event).await;
        let id = event.data.user_id;
        eventually(async || self.admin().get(id).await.ok()).await;
        id
    }

    /// The next event that the service publishes.
    pub(crate) async fn next_event(&self) -> ReceivedEvent {
        let mut heard = self.heard.lock().await;
        tokio::time::timeout(PATIENCE, heard.recv())
            .await
            .expect("an event is published")
            .unwrap()
    }

    /// That nothing is published beyond what was heard: an event that is published last is heard next.
    pub(crate) async fn nothing_else_is_published(&self) {
        let last = event(UserDeleted {
            user_id: UserId(new_id()),
        });
        self.publish(&last).await;
        assert_eq!(self.next_event().await.id, last.id);
    }
}

pub(crate) fn event<D>(data: D) -> Event<D> {
    Event {
        id: EventId(new_id()),
        source: "/services/auth".to_owned(),
        time: Timestamp::now(),
        data,
    }
}

/// An account was opened.
pub(crate) fn registered(name: &str) -> Event<UserRegistered> {
    event(UserRegistered {
        user_id: UserId(new_id()),
        email: format!("{}@example.org", new_id().simple()),
        display_name: name.to_owned(),
    })
}

/// Asks again and again until there is an answer.
pub(crate) async fn eventually<T>(question: impl AsyncFn() -> Option<T>) -> T {
    let asking = async {
        loop {
            if let Some(answer) = question().await {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(PATIENCE, asking)
        .await
        .expect("it happens in time")
}
