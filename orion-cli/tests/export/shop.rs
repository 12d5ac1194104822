//! A repository with everything that a service can be.

use std::path::Path;

use orion_testutils::{Outcome, TestRepository};

use crate::ORION;

pub(crate) const POLICY: &str = r#"schema = 1

[project]
name = "shop"

[workstreams.all]

[databases.auth]
server = "postgres"

[services.postgres]
workstream = "all"
image = "postgres:16"
command = ["postgres", "-c", "fsync=off"]
ports = [5432]
secrets = ["postgres-password", "auth-password"]
env = { POSTGRES_PASSWORD_FILE = "/run/secrets/postgres-password" }
volumes = ["postgres-data:/var/lib/postgresql/data", "./database/:/orion/database:ro", "./first.sh:/first.sh:ro"]
health = { postgres = 5432, interval = "2s", timeout = "500ms", retries = 5, start-period = "1m" }

[services.broker]
workstream = "all"
image = "rabbitmq:3"
ports = [5672]
health = { amqp = 5672 }

[services.cache]
workstream = "all"
image = "redis:8"
ports = [6379]
health = { exec = ["redis-cli", "ping"] }

[services.mail]
workstream = "all"
command = "mailpit"

[services.auth]
workstream = "all"
provides = ["auth-api"]
database = "auth"
depends-on = ["broker", "mail"]
build = { package = "shop-auth" }
ports = [7101]
secrets = ["auth-password"]
env = { PRICE = "$5 or ${MORE}", FLAG = "yes", PORT = 22, TEXT = "two\nlines: #1" }
health = { http = "/health/ready" }

[services.worker]
workstream = "all"
depends-on = ["auth"]
build = { package = "shop-worker", base = "debian:bookworm-slim" }
volumes = ["uploads:/data"]
health = { tcp = 9000 }

[services.front_door]
workstream = "all"
consumes = ["auth-api"]
depends-on = ["auth", "cache"]
build = { context = "front", dockerfile = "Dockerfile.web", target = "run", args = { PROFILE = "release" } }
command = "serve --all"
ports = ["8080:80", "9000/udp"]
volumes = ["uploads:/uploads:ro", "./front/:/src"]
health = { http = "/ready?deep=1", port = 80 }
"#;

/// The shop, with what its services mount.
pub(crate) fn shop() -> TestRepository {
    let repository = TestRepository::new();
    let files = [
        ("workstreams.toml", POLICY),
        ("database/setup", "#!/bin/sh\nset -e\n\necho \"$1\"\n"),
        ("database/more/one.sql", "SELECT 1;\n"),
        ("first.sh", "bash /orion/database/setup\n"),
        ("front/Dockerfile.web", "FROM scratch AS run\n"),
        ("elsewhere/here", ""),
    ];
    for (path, content) in files {
        repository.write(path, content);
    }
    repository.git_ok(&["add", "--all"]);
    repository
}

pub(crate) fn orion(repository: &TestRepository, line: &str) -> Outcome {
    repository.run(repository.command(ORION).args(line.split_whitespace()))
}

/// What is exported of this very repository.
pub(crate) fn own(line: &str) -> String {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let repository = TestRepository::new();
    let mut command = repository.command(ORION);
    command.current_dir(top).args(line.split_whitespace());
    repository.run(&mut command).success().stdout
}
