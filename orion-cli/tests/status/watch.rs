//! `orion status --watch`: what changes elsewhere is shown as it happens.

use std::io::{BufRead as _, BufReader, Lines};
use std::process::{Child, ChildStderr, ChildStdout, Stdio};

use orion_testutils::TestRepository;
use serde_json::{Value, json};

use crate::world::{command, parsed, standing};

const POLICY: &str = r#"schema = 1
[project]
name = "shop"
[quality]
coverage = 80
[quality.reports]
coverage = "target/lcov.info"
[workstreams.auth]
owns = ["**"]
deliverables = [
  { name = "routes", proof = { path = "auth/routes/" } },
  { name = "store", proof = { path = "auth/store/" } },
]
"#;

/// A watch, and the lines that it writes. It ends with the test.
struct Watch {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    told: Lines<BufReader<ChildStderr>>,
}

impl Watch {
    fn start(repository: &TestRepository) -> Self {
        let mut command = command(repository, &["status", "--watch", "--json", "--offline"]);
        let piped = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let told = BufReader::new(child.stderr.take().unwrap()).lines();
        Self { child, lines, told }
    }

    fn next(&mut self) -> Value {
        parsed(&self.lines.next().unwrap().unwrap())
    }

    /// The first line of which that holds.
    fn until(&mut self, holds: impl Fn(&Value) -> bool) -> Value {
        loop {
            let line = self.next();
            if holds(&line) {
                return line;
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn repository() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("workstreams.toml", POLICY);
    repository.write(".gitignore", "target/\n");
    repository.write("target/debug", "");
    repository.commit_all("first");
    repository
}

fn percent(report: &Value) -> u64 {
    standing(report, "auth").1
}

fn coverage(report: &Value) -> &Value {
    &report["quality"]["report"]["figures"][0]["value"]
}

#[test]
fn commits_fetches_and_reports_are_shown_as_they_come() {
    let repository = repository();
    let mut watch = Watch::start(&repository);
    let first = watch.next();
    assert_eq!((percent(&first), coverage(&first)), (0, &json!(null)));
    repository.write("auth/routes/token.rs", "x");
    repository.commit_all("routes");
    watch.until(|report| percent(report) == 50);

    // git ignores the report, and no file that it tracks is touched.
    repository.write(
        "target/lcov.info",
        "SF:auth/routes/token.rs\nDA:1,1\nend_of_record\n",
    );
    watch.until(|report| *coverage(report) == json!(100.0));

    // A fetch: a ref alone, of a commit that was made elsewhere.
    let tree = repository.git(&[
        "commit-tree",
        "-p",
        "HEAD",
        "-m",
        "elsewhere",
        "HEAD^{tree}",
    ]);
    let elsewhere = tree.success().stdout;
    repository.git_ok(&["update-ref", "refs/remotes/origin/main", elsewhere.trim()]);
    let fetched = watch.until(|report| report["base"]["reference"] == "refs/remotes/origin/main");
    assert_eq!(fetched["base"]["commit"], elsewhere.trim());
}

#[test]
fn a_policy_that_is_being_written_is_told_and_the_next_one_counts() {
    let repository = repository();
    let mut watch = Watch::start(&repository);
    assert_eq!(watch.next()["project"], "shop");
    repository.write("workstreams.toml", "schema = ");
    let told = watch.told.next().unwrap().unwrap();
    assert!(told.starts_with("error"), "{told}");
    repository.write("workstreams.toml", POLICY.replace("\"shop\"", "\"store\""));
    assert_eq!(watch.next()["project"], "store");
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_told_to() {
    let repository = repository();
    let mut watch = Watch::start(&repository);
    watch.next();
    let id = watch.child.id().to_string();
    repository
        .run(repository.command("kill").args(["-INT", &id]))
        .success();
    assert!(watch.child.wait().unwrap().success());
}
