//! `orion watch`: an edit is a service that runs again, and a mistake is none that stops.

use std::io::{BufRead as _, BufReader, Lines};
use std::process::{Child, ChildStderr, Command, Stdio};

use orion_testutils::TestRepository;

use crate::shop::{Shop, docker};

/// Two services of one cargo workspace.
const SERVICES: &str = r#"
[services.api]
workstream = "all"
build = { package = "api" }
command = ["serve", "8001", "0"]
ports = [8001]
health = { http = "/" }
[services.web]
workstream = "all"
build = { package = "web" }
command = ["serve", "8000", "0"]
ports = [8000]
health = { http = "/" }
"#;

const SERVER: &str = include_str!("server.rs");

/// A watch, and what it tells.
struct Watch {
    child: Child,
    told: Lines<BufReader<ChildStderr>>,
}

impl Watch {
    fn start(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let told = BufReader::new(child.stderr.take().unwrap()).lines();
        Self { child, told }
    }

    /// Everything up to the line with these words; the test's end if there is none.
    fn until(&mut self, words: &str) -> String {
        let mut told = String::new();
        for line in self.told.by_ref() {
            let line = line.unwrap();
            told.push_str(&line);
            told.push('\n');
            if line.contains(words) {
                return told;
            }
        }
        panic!("`{words}` was not told:\n{told}");
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn write_workspace(repository: &TestRepository) {
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"api\", \"web\"]\n";
    repository.write("Cargo.toml", manifest);
    repository.write(".gitignore", "target\n");
    // What cargo would write at the first build is a change like any other.
    let package = |name: &str| format!("\n[[package]]\nname = \"{name}\"\nversion = \"0.0.0\"\n");
    let lock = format!("version = 4\n{}{}", package("api"), package("web"));
    repository.write("Cargo.lock", lock);
    for package in ["api", "web"] {
        let manifest = format!("[package]\nname = \"{package}\"\nedition = \"2024\"\n");
        repository.write(format!("{package}/Cargo.toml"), manifest);
        repository.write(format!("{package}/src/main.rs"), SERVER);
    }
}

/// `orion watch` with the cargo of these tests, which looks for its own things at home.
fn watch(shop: &Shop) -> Command {
    let mut watch = shop.command("watch");
    watch.env("CARGO", env!("CARGO"));
    for name in ["RUSTUP_HOME", "CARGO_HOME", "RUSTUP_TOOLCHAIN"] {
        if let Some(value) = std::env::var_os(name) {
            watch.env(name, value);
        }
    }
    if let (None, Some(home)) = (std::env::var_os("RUSTUP_HOME"), std::env::home_dir()) {
        watch.env("RUSTUP_HOME", home.join(".rustup"));
    }
    watch
}

#[test]
fn what_is_edited_is_replaced_and_what_does_not_build_replaces_nothing() {
    let Some(shop) = Shop::new(SERVICES) else {
        return;
    };
    write_workspace(&shop.repository);
    let mut watch = Watch::start(watch(&shop));
    watch.until("watching for changes");
    let id = |service| docker(&["inspect", "--format", "{{.Id}}", &shop.container(service)]);
    let first = ["api", "web"].map(id);

    let edited = SERVER.replace("listening", "listening anew");
    shop.repository.write("api/src/main.rs", &edited);
    watch.until("api/src/main.rs changed");
    watch.until("watching for changes");
    let second = ["api", "web"].map(id);
    assert_ne!(first[0], second[0]);
    assert_eq!(first[1], second[1]);
    let logs = shop.orion("logs api").success();
    assert!(logs.stdout.contains("listening anew"), "{}", logs.stdout);

    shop.repository
        .write("api/src/main.rs", "fn main() { no }\n");
    let told = watch.until("watching for changes");
    assert!(
        told.contains("cargo could not build `api`, `web`"),
        "{told}"
    );
    assert_eq!(second, ["api", "web"].map(id));
    assert!(shop.is_ready());

    // What belongs to no service is none of its business.
    shop.repository.write("api/src/main.rs", &edited);
    watch.until("watching for changes");
    shop.repository.write("notes.md", "a note\n");
    watch.until("notes.md changed");
    watch.until("watching for changes");
    assert_eq!(second, ["api", "web"].map(id));
}
