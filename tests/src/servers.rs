//! Servers of one test's own, which it may kill: `tests/servers` with a directory for itself.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A PostgreSQL and a RabbitMQ; removed with their data when dropped.
#[derive(Debug)]
pub struct Servers {
    directory: PathBuf,
    /// The address of PostgreSQL, with the name and password of its administrator.
    pub postgres: String,
    /// The address of RabbitMQ, with a name and a password.
    pub rabbitmq: String,
}

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    /// The databases.
    Postgres,
    /// The broker.
    RabbitMq,
}

impl Server {
    fn name(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::RabbitMq => "rabbitmq",
        }
    }
}

impl Servers {
    /// Starts both, with nothing in them, in a directory of that name.
    ///
    /// # Errors
    /// What the script says, when they cannot be started here.
    ///
    /// # Panics
    /// When the script itself does not start.
    pub fn start(name: &str) -> Result<Self, String> {
        let directory = root().join("target").join(format!("servers-{name}"));
        let mut servers = Self {
            directory,
            postgres: String::new(),
            rabbitmq: String::new(),
        };
        // What an earlier run that was killed has left behind.
        servers.run(&["remove"]);
        let output = servers.run(&["start", "postgres", "rabbitmq"]);
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
        }
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let address = |variable: &str| {
            said.lines()
                .find_map(|line| line.strip_prefix(&format!("export {variable}=")))
                .unwrap_or_else(|| panic!("`tests/servers` does not tell `{variable}`: {said}"))
                .to_owned()
        };
        servers.postgres = address("ORION_TEST_POSTGRES");
        servers.rabbitmq = address("ORION_TEST_RABBITMQ");
        Ok(servers)
    }

    /// Ends one with SIGKILL, as a crash would.
    ///
    /// # Panics
    /// When the script fails.
    pub fn kill(&self, server: Server) {
        self.succeed(&["kill", server.name()]);
    }

    /// Starts one again that was killed, at the same address.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start_again(&self, server: Server) {
        self.succeed(&["start", server.name()]);
    }

    fn succeed(&self, arguments: &[&str]) {
        let output = self.run(arguments);
        assert!(
            output.status.success(),
            "`tests/servers {}`: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        );
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(root().join("tests/servers"))
            .args(arguments)
            .env("ORION_SERVERS", &self.directory)
            .stdin(Stdio::null())
            .output()
            .expect("`tests/servers` starts")
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        self.run(&["remove"]);
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}
