//! The platform as `orion up` brings it up: this repository's `workstreams.toml`, on the machine's engine.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::program::binary;
use crate::stack::{ADMIN_EMAIL, ADMIN_PASSWORD, SERVICES};

/// The images of the servers are those of `tests/images`, where no registry may answer.
const SUBSTITUTES: &str = r#"
[images.substitute]
"postgres:16" = "orion-test/postgres:15"
"rabbitmq:3" = "orion-test/rabbitmq:3"
"#;

/// What of this repository commands read besides `workstreams.toml`.
const SOURCES: [&str; 5] = [
    "contracts/openapi",
    "contracts/events",
    "services/auth/migrations",
    "services/user/migrations",
    "services/notifications/migrations",
];

/// A work tree whose stack goes with it.
#[derive(Debug)]
pub(crate) struct Containers {
    top: TempDir,
}

impl Containers {
    /// A work tree with what the stack needs of this repository. The services' binaries are those that cargo has built
    /// for the tests, each in an image of its own: building them once more, linked statically, takes minutes.
    pub(crate) fn prepare() -> Result<Self, String> {
        succeed(Command::new("docker").arg("version"))?;
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        succeed(&mut Command::new(here.join("images")))?;
        let top = tempfile::tempdir().expect("a temporary directory");
        let mut policy = read(&here.join("../workstreams.toml"));
        for service in SERVICES {
            let context = format!("images/{service}");
            image(
                &top.path().join(&context),
                &binary(&format!("orion-{service}")),
            );
            let package = format!("{{ package = \"orion-{service}\" }}");
            assert!(policy.contains(&package), "{package}");
            policy = policy.replace(&package, &format!("{{ context = \"{context}\" }}"));
        }
        policy = policy.replace("admin@platform.local", ADMIN_EMAIL);
        write(
            &top.path().join("workstreams.toml"),
            &(policy + SUBSTITUTES),
        );
        copy(
            &here.join("../services/database"),
            &top.path().join("services/database"),
        );
        for directory in SOURCES {
            copy(
                &here.join("..").join(directory),
                &top.path().join(directory),
            );
        }
        let containers = Self { top };
        containers.know_the_password();
        succeed(containers.command("git").args(["init", "--quiet"])).expect("a repository");
        let mut add = containers.command("git");
        succeed(add.args(["add", "workstreams.toml"]).args(SOURCES)).expect("tracked files");
        Ok(containers)
    }

    /// Where each service is, once all are ready.
    pub(crate) fn up(&self) -> BTreeMap<&'static str, String> {
        let output = self.orion(&["up", "--runtime", "docker", "--json"]);
        let said = String::from_utf8_lossy(&output.stdout);
        let talk = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}\n{talk}");
        let report = said.lines().last().unwrap_or_default();
        let report: Value = serde_json::from_str(report).expect("a report");
        let addresses = SERVICES.map(|service| {
            let services = report["services"].as_array().into_iter().flatten();
            let found = services.into_iter().find(|found| found["name"] == service);
            let address = found.and_then(|found| found["addresses"][0].as_str());
            (service, address.expect("an address").to_owned())
        });
        addresses.into()
    }

    /// The administrator's password is one that the tests know; the others are made up.
    fn know_the_password(&self) {
        let secrets = self.top.path().join(".orion/stack/secrets");
        let mut directory = fs::DirBuilder::new();
        directory.recursive(true).mode(0o700);
        directory.create(&secrets).expect("a directory");
        let mut file = fs::OpenOptions::new();
        file.write(true).create_new(true).mode(0o600);
        let mut file = file.open(secrets.join("admin-password")).expect("a file");
        std::io::Write::write_all(&mut file, ADMIN_PASSWORD.as_bytes()).expect("a file");
    }

    pub(crate) fn orion(&self, arguments: &[&str]) -> Output {
        let mut orion = self.command(&binary("orion").display().to_string());
        orion.args(arguments).output().expect("`orion` is built")
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.top.path());
        command
    }
}

impl Drop for Containers {
    fn drop(&mut self) {
        self.orion(&["down", "--volumes", "--timeout", "5s"]);
    }
}

/// What an image is built from: the program, and the libraries that it is linked with.
fn image(context: &Path, program: &Path) {
    let root = context.join("root");
    fs::create_dir_all(&root).expect("a directory");
    fs::copy(program, root.join("program")).expect("the program is built");
    for library in libraries(program) {
        let inside = root.join(library.strip_prefix("/").expect("an absolute path"));
        fs::create_dir_all(inside.parent().expect("a directory")).expect("a directory");
        fs::copy(&library, inside).expect("a library");
    }
    let recipe = "FROM scratch\nCOPY root/ /\nENTRYPOINT [\"/program\"]\n";
    write(&context.join("Dockerfile"), recipe);
}

/// The paths in what `ldd` says.
fn libraries(program: &Path) -> Vec<PathBuf> {
    let said = Command::new("ldd")
        .arg(program)
        .output()
        .expect("`ldd` comes with the C library");
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let words = said.split_whitespace().filter(|word| word.starts_with('/'));
    words.map(PathBuf::from).collect()
}

/// The files of a directory, which has no other below it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a directory");
    for file in fs::read_dir(from).expect("a directory") {
        let file = file.expect("a file");
        fs::copy(file.path(), to.join(file.file_name())).expect("a copy");
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a file of this repository")
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("a file in a temporary directory");
}

fn succeed(command: &mut Command) -> Result<(), String> {
    let output = command
        .output()
        .map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned())
}
