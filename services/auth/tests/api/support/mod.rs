//! The service as the tests see it: running, on a database of its own, by a clock that they turn.

mod answer;
mod clock;
mod events;
mod requests;

pub(crate) use answer::{Answer, Pair};
pub(crate) use clock::Clock;
pub(crate) use events::inbox;

use std::num::NonZero;
use std::ops::Deref;
use std::time::Duration;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use orion_auth::app::App;
use orion_auth::domain::Address;
use orion_auth::limits::LimitSettings;
use orion_auth::passwords::PasswordSettings;
use orion_auth::settings::{AdminSettings, AuthSettings, Lifetimes};
use orion_auth::store::{MIGRATIONS, accounts, sessions};
use orion_contracts::UserId;
use orion_contracts::auth::v1::Claims;
use orion_infra::bus::{Bus, BusSettings};
use orion_infra::cache::CacheSettings;
use orion_infra::http::BaseUrl;
use orion_infra::identity::{Tokens, Unverified};
use orion_infra::service::BuildError;
use orion_infra::testing::{self, TestDatabase, TestServer};
use serde_json::Value;
use sqlx::{AssertSqlSafe, Row as _};

/// The password of everybody who has none of their own.
pub(crate) const PASSWORD: &str = "correct horse battery staple";
/// The admin's address.
pub(crate) const ADMIN: &str = "admin@example.com";
/// The admin's password.
pub(crate) const ADMIN_PASSWORD: &str = "correct horse of the admin";

/// Longer than anything here takes; a test that hangs ends by it.
const PATIENCE: Duration = Duration::from_secs(30);

/// The service, running.
pub(crate) struct World {
    pub(crate) clock: Clock,
    pub(crate) bus: Bus,
    app: App,
    settings: AuthSettings,
    http: reqwest::Client,
    server: TestServer,
    _database: TestDatabase,
}

impl Deref for World {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

/// One service on every database that can be had here, each with a bus of its own.
pub(crate) async fn worlds() -> Vec<World> {
    let mut buses = testing::buses().await;
    let mut worlds = Vec::new();
    for database in testing::databases(&MIGRATIONS).await {
        let bus = match buses.len() {
            0 => testing::buses().await.swap_remove(0),
            _ => buses.remove(0),
        };
        worlds.push(World::on(database, bus, Clock::now(), |_| {}).await);
    }
    worlds
}

impl World {
    /// On one database, for what is the same on all of them.
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut AuthSettings)) -> Self {
        Self::since(Duration::ZERO, change).await
    }

    /// One that began so long ago, by its clock.
    pub(crate) async fn since(ago: Duration, change: impl FnOnce(&mut AuthSettings)) -> Self {
        let database = testing::databases(&MIGRATIONS).await.swap_remove(0);
        let bus = testing::buses().await.swap_remove(0);
        Self::on(database, bus, Clock::ago(ago), change).await
    }

    pub(crate) async fn with_admin() -> Self {
        Self::with(|settings| settings.admin = Some(admin())).await
    }

    async fn on(
        database: TestDatabase,
        bus: Bus,
        clock: Clock,
        change: impl FnOnce(&mut AuthSettings),
    ) -> Self {
        let mut settings = AuthSettings {
            database: database.settings().clone(),
            bus: BusSettings::new("memory:unused".parse().unwrap()),
            cache: CacheSettings::memory(),
            passwords: PasswordSettings::default(),
            limits: LimitSettings {
                log_in: NonZero::<u32>::MAX,
                register: NonZero::<u32>::MAX,
                session: NonZero::<u32>::MAX,
                ..LimitSettings::default()
            },
            lifetimes: Lifetimes::default(),
            admin: None,
        };
        change(&mut settings);
        let (app, server) = start(&settings, &bus, &clock).await.unwrap();
        Self {
            clock,
            bus,
            app,
            settings,
            http: reqwest::Client::new(),
            server,
            _database: database,
        }
    }

    /// Another instance takes over, on the same database.
    pub(crate) async fn restart(&mut self, admin_password: &str) {
        self.try_restart(ADMIN, admin_password).await.unwrap();
    }

    pub(crate) async fn try_restart(
        &mut self,
        email: &str,
        password: &str,
    ) -> Result<(), BuildError> {
        self.settings.admin = Some(AdminSettings {
            email: email.to_owned(),
            password: password.to_owned().into(),
        });
        self.restart_as_it_was().await
    }

    pub(crate) async fn restart_with(&mut self, change: impl FnOnce(&mut AuthSettings)) {
        change(&mut self.settings);
        self.restart_as_it_was().await.unwrap();
    }

    pub(crate) async fn restart_as_it_was(&mut self) -> Result<(), BuildError> {
        (self.app, self.server) = start(&self.settings, &self.bus, &self.clock).await?;
        Ok(())
    }

    fn has_admin(&self) -> bool {
        self.settings.admin.is_some()
    }

    fn server_url(&self) -> &str {
        &self.server.url
    }

    /// What a service that knows nothing but this one's address finds in a token.
    pub(crate) async fn verify_as_another_service(
        &self,
        token: &str,
    ) -> Result<Claims, Unverified> {
        let auth: BaseUrl = self.server_url().parse().unwrap();
        Tokens::remote(auth).verify(token).await
    }

    /// What happens every minute.
    pub(crate) async fn turn_keys(&self) {
        self.app.keys.turn().await.unwrap();
    }

    /// What happens every hour.
    pub(crate) async fn prune(&self) {
        let now = self.clock.tell().now();
        sessions::prune(self.app.database.pool(), now)
            .await
            .unwrap();
    }

    /// Lets so much time pass that no failed log-in is held against anybody.
    pub(crate) async fn forget_failures(&self) {
        for email in ["grace@example.com", "ada@example.com", "nobody@example.com"] {
            let address = Address::new(email);
            self.app.lock_out.forgive(&address).await.unwrap();
        }
    }

    /// Who has that address.
    pub(crate) async fn user(&self, email: &str) -> UserId {
        let account = accounts::find(self.app.database.pool(), &Address::new(email)).await;
        account.unwrap().unwrap().user
    }

    pub(crate) async fn count(&self, query: &str) -> i64 {
        let row = sqlx::query(AssertSqlSafe(query.to_owned()))
            .fetch_one(self.app.database.pool())
            .await
            .unwrap();
        row.get(0)
    }

    /// Every text of every table.
    pub(crate) async fn everything_stored(&self) -> String {
        let mut stored = String::new();
        for query in [
            "SELECT id || email || password_hash FROM accounts",
            "SELECT id || account_id FROM sessions",
            "SELECT digest || session_id FROM refresh_tokens",
            "SELECT id || kind || body || headers FROM outbox",
            "SELECT queue || event_id FROM inbox",
        ] {
            let rows = sqlx::query(query).fetch_all(self.app.database.pool()).await;
            for row in rows.unwrap() {
                stored.push_str(&row.get::<String, _>(0));
                stored.push('\n');
            }
        }
        stored
    }
}

/// Which key a token is signed with.
pub(crate) fn key_of(token: &str) -> String {
    let header = token.split('.').next().unwrap();
    let header = Base64UrlUnpadded::decode_vec(header).unwrap();
    let header: Value = serde_json::from_slice(&header).unwrap();
    assert_eq!(header["alg"], "EdDSA");
    header["kid"].as_str().unwrap().to_owned()
}

/// The admin whom tests know.
pub(crate) fn admin() -> AdminSettings {
    AdminSettings {
        email: ADMIN.to_owned(),
        password: ADMIN_PASSWORD.to_owned().into(),
    }
}

async fn start(
    settings: &AuthSettings,
    bus: &Bus,
    clock: &Clock,
) -> Result<(App, TestServer), BuildError> {
    let app = orion_auth::open(settings.clone(), bus.clone(), clock.tell()).await?;
    let server = testing::serve(|stop| orion_auth::build(&app, &stop)).await;
    Ok((app, server))
}
