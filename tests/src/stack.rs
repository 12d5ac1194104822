//! A whole platform, running.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::containers::Containers;
use crate::{Program, Servers};

/// The address of the first administrator.
pub const ADMIN_EMAIL: &str = "root@example.com";
/// Their password.
pub const ADMIN_PASSWORD: &str = "an administrator's password";

/// Each service, those that others call first.
pub(crate) const SERVICES: [&str; 5] = ["auth", "user", "notifications", "gateway", "admin-ui"];

/// Those that have a database.
const DATABASES: [&str; 3] = ["auth", "user", "notifications"];

/// A platform with every service on an address of its own; gone when dropped.
#[derive(Debug)]
pub struct Stack {
    /// What it runs on, for messages.
    pub kind: &'static str,
    addresses: BTreeMap<&'static str, String>,
    environments: BTreeMap<&'static str, Vec<(String, String)>>,
    programs: BTreeMap<&'static str, Program>,
    data: TempDir,
    containers: Option<Containers>,
}

impl Stack {
    /// All services in one process, on SQLite files and a bus in memory.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn embedded() -> Self {
        let data = tempfile::tempdir().expect("a temporary directory");
        let mut environment = vec![
            variable("ORION_PLATFORM_DATA", data.path().display().to_string()),
            variable("ORION_PLATFORM_AUTH_ADMIN_EMAIL", ADMIN_EMAIL),
            variable("ORION_PLATFORM_AUTH_ADMIN_PASSWORD", ADMIN_PASSWORD),
        ];
        for service in SERVICES {
            let prefix = prefix("ORION_PLATFORM_", service);
            environment.push(variable(format!("{prefix}LISTEN"), "127.0.0.1:0"));
        }
        environment.extend(generous("ORION_PLATFORM_"));
        let program = Program::start("orion-platform", &environment);
        let addresses = SERVICES
            .map(|service| (service, format!("http://{}", program.address(service))))
            .into();
        Self {
            kind: "embedded",
            addresses,
            environments: BTreeMap::from([("platform", environment)]),
            programs: BTreeMap::from([("platform", program)]),
            data,
            containers: None,
        }
    }

    /// Each service in a container, and PostgreSQL and RabbitMQ too, as `orion up` has them from `workstreams.toml`.
    ///
    /// # Errors
    /// Why that cannot be had on this machine.
    ///
    /// # Panics
    /// When it does not come up.
    pub fn in_containers() -> Result<Self, String> {
        let containers = Containers::prepare()?;
        Ok(Self {
            kind: "containers",
            addresses: containers.up(),
            environments: BTreeMap::new(),
            programs: BTreeMap::new(),
            data: tempfile::tempdir().expect("a temporary directory"),
            containers: Some(containers),
        })
    }

    /// Each service as a process of its own, on a database and a role of its own.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn on(servers: &Servers) -> Self {
        set_up_databases(servers);
        Self::of_processes("PostgreSQL and RabbitMQ", Some(servers))
    }

    /// Each service as a process of its own, on a SQLite file. What one publishes reaches no other.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn apart() -> Self {
        Self::of_processes("SQLite", None)
    }

    fn of_processes(kind: &'static str, servers: Option<&Servers>) -> Self {
        let data = tempfile::tempdir().expect("a temporary directory");
        let mut stack = Self {
            kind,
            addresses: BTreeMap::new(),
            environments: BTreeMap::new(),
            programs: BTreeMap::new(),
            data,
            containers: None,
        };
        for service in SERVICES {
            let environment = stack.environment(service, servers);
            stack.environments.insert(service, environment);
            stack.start(service);
        }
        stack
    }

    /// What `orion` does in the work tree of a stack in containers.
    ///
    /// # Panics
    /// When the stack is of another kind.
    #[must_use]
    pub fn orion(&self, arguments: &[&str]) -> Output {
        let containers = self.containers.as_ref().expect("a stack in containers");
        containers.orion(arguments)
    }

    /// Where a service is, as `http://127.0.0.1:7100`.
    ///
    /// # Panics
    /// When there is no such service.
    #[must_use]
    pub fn url(&self, service: &str) -> &str {
        &self.addresses[service]
    }

    /// Where the gateway is.
    #[must_use]
    pub fn gateway(&self) -> &str {
        self.url("gateway")
    }

    /// Every service's name and address.
    pub fn services(&self) -> impl Iterator<Item = (&str, &str)> {
        self.addresses
            .iter()
            .map(|(service, url)| (*service, url.as_str()))
    }

    /// A program's process: a service's name, or `platform` where all are one.
    ///
    /// # Panics
    /// When there is no such program.
    #[must_use]
    pub fn process(&self, program: &str) -> u32 {
        self.programs[program].process()
    }

    /// Ends a service with SIGKILL, as a crash would.
    ///
    /// # Panics
    /// When there is no such program.
    pub fn kill(&mut self, service: &'static str) {
        self.programs
            .remove(service)
            .expect("a program that runs")
            .kill();
    }

    /// Starts a service, again at the address it had.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start(&mut self, service: &'static str) {
        let environment = self
            .environments
            .get_mut(service)
            .expect("a service with an environment");
        let binary = format!("orion-{service}");
        let program = Program::start(&binary, environment);
        let address = program.address(service);
        let listen = format!("{}LISTEN", prefix("ORION_", service));
        environment.retain(|(name, _)| *name != listen);
        environment.push((listen, address.to_string()));
        self.addresses.insert(service, format!("http://{address}"));
        self.programs.insert(service, program);
    }

    /// What a service's role is answered by a database, its own or another's.
    ///
    /// # Errors
    /// What it was refused with.
    ///
    /// # Panics
    /// When there is no `psql`.
    pub fn sql(
        servers: &Servers,
        role: &str,
        database: &str,
        query: &str,
    ) -> Result<String, String> {
        let output = Command::new("psql")
            .args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align"])
            .args(["--command", query, &database_url(servers, role, database)])
            .env("PGPASSWORD", role_password(role))
            .output()
            .expect("`psql` comes with PostgreSQL");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        if output.status.success() {
            Ok(text(&output.stdout))
        } else {
            Err(text(&output.stderr))
        }
    }

    fn environment(&self, service: &str, servers: Option<&Servers>) -> Vec<(String, String)> {
        let prefix = prefix("ORION_", service);
        let mut environment = vec![variable(format!("{prefix}LISTEN"), "127.0.0.1:0")];
        let mut set = |key: &str, value: &str| {
            environment.push(variable(format!("{prefix}{key}"), value));
        };
        match servers {
            _ if !DATABASES.contains(&service) => {}
            Some(servers) => {
                set("DATABASE_URL", &database_url(servers, service, service));
                set("DATABASE_PASSWORD", &role_password(service));
                set("BUS_URL", &servers.rabbitmq);
            }
            None => {
                let file = self.data.path().join(format!("{service}.db"));
                set("DATABASE_URL", &format!("sqlite:{}", file.display()));
                set("BUS_URL", "memory:alone");
            }
        }
        match service {
            "auth" => {
                set("ADMIN_EMAIL", ADMIN_EMAIL);
                set("ADMIN_PASSWORD", ADMIN_PASSWORD);
            }
            "gateway" => {
                set("SERVICES_AUTH", self.url("auth"));
                set("SERVICES_USER", self.url("user"));
                set("SERVICES_NOTIFICATIONS", self.url("notifications"));
            }
            "admin-ui" => {
                set("GATEWAY_URL", self.url("gateway"));
                set("INSECURE_COOKIES", "true");
            }
            _ => set("AUTH_URL", self.url("auth")),
        }
        environment.extend(generous("ORION_"));
        environment
    }
}

/// Limits that a test's one address does not reach, and tokens that outlive a long test.
fn generous(prefix: &str) -> Vec<(String, String)> {
    [
        ("AUTH_LIMITS_LOG_IN", "100000"),
        ("AUTH_LIMITS_REGISTER", "100000"),
        ("AUTH_LIMITS_SESSION", "100000"),
        ("AUTH_TOKENS_ACCESS_SECONDS", "3600"),
        ("GATEWAY_LIMITS_ADDRESS_PER_SECOND", "100000"),
        ("GATEWAY_LIMITS_ADDRESS_BURST", "100000"),
        ("GATEWAY_LIMITS_USER_PER_SECOND", "100000"),
        ("GATEWAY_LIMITS_USER_BURST", "100000"),
    ]
    .map(|(key, value)| variable(format!("{prefix}{key}"), value))
    .to_vec()
}

fn variable(name: impl Into<String>, value: impl Into<String>) -> (String, String) {
    (name.into(), value.into())
}

fn prefix(of_all: &str, service: &str) -> String {
    format!("{of_all}{}_", service.to_uppercase().replace('-', "_"))
}

fn role_password(service: &str) -> String {
    format!("the password of {service}")
}

/// The server's address with another account and database in place of the administrator's.
fn database_url(servers: &Servers, role: &str, database: &str) -> String {
    let (_, server) = servers
        .postgres
        .rsplit_once('@')
        .expect("an address with an account");
    let (server, _) = server.split_once('/').expect("an address with a database");
    format!("postgres://{role}@{server}/{database}")
}

/// One database and one role for each service, as whoever runs the platform makes them.
fn set_up_databases(servers: &Servers) {
    let script = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../services/database/create.sql"
    );
    let mut psql = Command::new("psql");
    psql.args(["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"]);
    for service in DATABASES {
        let password = format!("{service}_password={}", role_password(service));
        psql.args(["--set", &password]);
    }
    psql.args(["--file", script, &servers.postgres]);
    let output = psql.output().expect("`psql` comes with PostgreSQL");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
}
