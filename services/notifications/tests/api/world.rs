//! The service, running, and everybody around it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use orion_contracts::auth::v1::{AccessToken, Claims, Jwks, Role};
use orion_contracts::client::{Connection, NotificationClient};
use orion_contracts::event::{
    Event, EventData, NotificationSent, ReceivedEvent, UserDeleted, UserRegistered, UserUpdated,
};
use orion_contracts::notification::v1::{ListNotificationsRequest, Notification};
use orion_contracts::user::v1::UserStatus;
use orion_contracts::{EventId, UserId};
use orion_infra::bus::{Bus, Message, Queue};
use orion_infra::database::new_id;
use orion_infra::health::Phase;
use orion_infra::identity::{SigningKey, Tokens};
use orion_infra::service::{Configured, ServeError, ServiceSettings};
use orion_infra::stop::{self, Stopper};
use orion_infra::testing::{self, TestDatabase};
use orion_notifications::live::{Hub, Pace};
use orion_notifications::mail::MailSettings;
use orion_notifications::{MIGRATIONS, Parts};
use reqwest::{Method, RequestBuilder};
use serde::Serialize;
use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinHandle;

/// Longer than anything here takes; a test that hangs ends by it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// What the tests listen to.
const PROBE: Queue = Queue::new("probe", &[NotificationSent::TYPE]);

/// The service, running, with a look at what it publishes.
pub(crate) struct World {
    pub(crate) database: TestDatabase,
    pub(crate) bus: Bus,
    pub(crate) first: Instance,
    key: Arc<SigningKey>,
    heard: Mutex<mpsc::UnboundedReceiver<ReceivedEvent>>,
    _stopper: Stopper,
}

/// One process of the service, as far as others can tell.
pub(crate) struct Instance {
    pub(crate) url: String,
    pub(crate) hub: Hub,
    http: reqwest::Client,
    stopper: Stopper,
    serving: JoinHandle<Result<(), ServeError>>,
}

/// What can be had otherwise than usual.
#[derive(Debug, Clone, Default)]
pub(crate) struct Otherwise {
    pub(crate) mail: Option<MailSettings>,
    pub(crate) pace: Pace,
    pub(crate) connections: Option<usize>,
}

/// The service on each database with each bus.
pub(crate) async fn everywhere() -> Vec<World> {
    everywhere_with(&Otherwise::default()).await
}

pub(crate) async fn everywhere_with(otherwise: &Otherwise) -> Vec<World> {
    let mut worlds = Vec::new();
    for number in 0..testing::buses().await.len() {
        for database in testing::databases(&MIGRATIONS).await {
            let bus = testing::buses().await.swap_remove(number);
            worlds.push(World::start(database, bus, otherwise).await);
        }
    }
    worlds
}

impl World {
    async fn start(database: TestDatabase, bus: Bus, otherwise: &Otherwise) -> Self {
        let (stopper, stop) = stop::pair();
        let (hear, heard) = mpsc::unbounded_channel();
        bus.declare(&PROBE);
        tokio::spawn({
            let bus = bus.clone();
            async move {
                bus.consume(&PROBE, stop, |message: Message| {
                    let event = serde_json::from_str(&message.body).unwrap();
                    let _ = hear.send(event);
                    async { Ok(()) }
                })
                .await
            }
        });
        let key = Arc::new(SigningKey::generate().unwrap());
        let first = Instance::start(&database, &bus, &key, otherwise).await;
        Self {
            database,
            bus,
            first,
            key,
            heard: Mutex::new(heard),
            _stopper: stopper,
        }
    }

    /// Another instance beside the first.
    pub(crate) async fn another(&self) -> Instance {
        Instance::start(&self.database, &self.bus, &self.key, &Otherwise::default()).await
    }

    pub(crate) fn token(&self, user: UserId) -> AccessToken {
        self.sign(&testing::claims(user, &[Role::User]))
    }

    pub(crate) fn admin_token(&self) -> AccessToken {
        let roles = [Role::User, Role::Admin];
        self.sign(&testing::claims(UserId(new_id()), &roles))
    }

    pub(crate) fn sign(&self, claims: &Claims) -> AccessToken {
        self.key.sign(claims).unwrap()
    }

    pub(crate) fn user(&self, id: UserId) -> NotificationClient {
        self.first.client(self.token(id))
    }

    pub(crate) fn admin(&self) -> NotificationClient {
        self.first.client(self.admin_token())
    }

    /// Somebody's own notifications, newest first.
    pub(crate) async fn own(&self, id: UserId) -> Vec<Notification> {
        let request = ListNotificationsRequest::default();
        self.user(id).list(&request).await.unwrap().items
    }

    /// Everybody's, newest first, as an admin sees them.
    pub(crate) async fn all(&self) -> Vec<Notification> {
        let request = ListNotificationsRequest {
            all: true,
            ..ListNotificationsRequest::default()
        };
        self.admin().list(&request).await.unwrap().items
    }

    /// The notification of an event, once it is there.
    pub(crate) async fn told(&self, event: EventId) -> Notification {
        eventually(async || {
            let all = self.all().await;
            all.into_iter().find(|told| told.event_id == event)
        })
        .await
    }

    /// A request by hand, by somebody.
    pub(crate) fn ask(&self, method: Method, path: &str, user: UserId) -> RequestBuilder {
        let url = format!("{}{path}", self.first.url);
        let request = self.first.http.request(method, url);
        request.bearer_auth(self.token(user).expose())
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
            headers: BTreeMap::new(),
        };
        self.bus.publish(&[message]).await.unwrap();
    }

    /// Opens an account, and gives whose it is once they have been told.
    pub(crate) async fn register(&self, name: &str) -> UserId {
        let event = registered(name);
        self.publish(&event).await;
        self.told(event.id).await;
        event.data.user_id
    }

    /// The next `notification.sent` that the service publishes.
    pub(crate) async fn next_sent(&self) -> NotificationSent {
        let mut heard = self.heard.lock().await;
        let heard = tokio::time::timeout(PATIENCE, heard.recv()).await;
        let event = heard.expect("an event is published").unwrap();
        assert_eq!(event.source, "/services/notifications");
        event.read().unwrap().data
    }
}

impl Instance {
    async fn start(
        database: &TestDatabase,
        bus: &Bus,
        key: &SigningKey,
        otherwise: &Otherwise,
    ) -> Self {
        let (stopper, stop) = stop::pair();
        let hub = Hub::new(otherwise.connections.unwrap_or(100));
        let parts = Parts {
            database: (**database).clone(),
            bus: bus.clone(),
            tokens: Tokens::local(Jwks {
                keys: vec![key.jwk()],
            }),
            mail: otherwise.mail.clone(),
            hub: hub.clone(),
            pace: otherwise.pace,
        };
        let settings = ServiceSettings::at(SocketAddr::from(([127, 0, 0, 1], 0)));
        let service = Configured::new("notifications", settings, |stop| parts.assemble(stop));
        let bound = service.bind().await.unwrap();
        let (address, health) = (bound.address(), bound.health());
        let mut serving = tokio::spawn(bound.serve(stop));
        tokio::select! {
            () = health.reached(Phase::Ready) => {}
            ended = &mut serving => panic!("it does not start: {ended:?}"),
        }
        Self {
            url: format!("http://{address}"),
            hub,
            http: reqwest::Client::new(),
            stopper,
            serving,
        }
    }

    pub(crate) fn client(&self, token: AccessToken) -> NotificationClient {
        let connection = Connection::over(self.http.clone(), &self.url).unwrap();
        NotificationClient::new(connection.with_bearer(token))
    }

    /// Asks it to end, and waits until it has.
    pub(crate) async fn stop(self) {
        self.stopper.stop();
        let ended = tokio::time::timeout(PATIENCE, self.serving).await;
        ended.expect("it ends").unwrap().unwrap();
    }
}

pub(crate) fn event<D>(data: D) -> Event<D> {
    Event {
        id: EventId(new_id()),
        source: "/services/user".to_owned(),
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

/// A user was changed.
pub(crate) fn updated(user: &UserRegistered, version: u64, name: &str) -> Event<UserUpdated> {
    event(UserUpdated {
        user_id: user.user_id,
        version,
        email: user.email.clone(),
        display_name: name.to_owned(),
        status: UserStatus::Active,
    })
}

/// A user is gone.
pub(crate) fn deleted(user: UserId) -> Event<UserDeleted> {
    event(UserDeleted { user_id: user })
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
