//! A platform of a few workstreams in a repository of its own.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use orion_testutils::{Outcome, TestRepository};

/// The `orion` binary under test.
pub(crate) const ORION: &str = env!("CARGO_BIN_EXE_orion");

/// The rules that most tests are about.
pub(crate) const POLICY: &str = r#"schema = 1

[project]
name = "platform"

[identity]
branch = "{workstream}/*"

[workstreams.contracts]
title = "Shared Contracts"
lead = "@grace"
owns = [{ path = "contracts/", access = "exclusive" }]

[workstreams.auth]
title = "Auth Service"
lead = "@alice"
members = ["alice@example.com"]
owns = [
    "services/auth/",
    { path = "services/auth/migrations/", review = ["database"] },
]

[workstreams.user]
owns = ["services/user/"]

[workstreams.gateway]
owns = [{ path = "services/gateway/", access = "approval" }]

[workstreams.database]

[workstreams.devops]
owns = [
    "workstreams.toml",
    { path = "Cargo.lock", access = "read-only", derived = { from = "**/Cargo.toml" } },
    { path = "CHANGELOG.md", access = "shared" },
]
"#;

/// A repository whose first commit holds the policy and a file for everyone, on branch `user/profile`.
pub(crate) fn platform() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("workstreams.toml", POLICY);
    for path in [
        "contracts/user.rs",
        "services/auth/login.rs",
        "services/auth/migrations/1.sql",
        "services/user/profile.rs",
        "services/gateway/routes.rs",
        "Cargo.lock",
        "CHANGELOG.md",
    ] {
        repository.write(path, format!("{path}\n"));
    }
    repository.commit_all("a platform");
    git(&repository, "switch --quiet --create user/profile");
    repository
}

/// Runs git with these arguments, split at spaces, and expects success.
#[track_caller]
pub(crate) fn git(repository: &TestRepository, line: &str) -> Outcome {
    let arguments: Vec<_> = line.split_whitespace().collect();
    repository.git(&arguments).success()
}

/// Runs `orion check` with these arguments, split at spaces.
pub(crate) fn check(repository: &TestRepository, line: &str) -> Outcome {
    check_with(repository, line, &[])
}

/// The same with variables set.
pub(crate) fn check_with(
    repository: &TestRepository,
    line: &str,
    variables: &[(&str, &str)],
) -> Outcome {
    repository.run(
        repository
            .command(ORION)
            .arg("check")
            .args(line.split_whitespace())
            .envs(variables.iter().copied()),
    )
}

/// The same somewhere else than at the top.
pub(crate) fn check_in(repository: &TestRepository, directory: &Path, line: &str) -> Outcome {
    repository.run(
        repository
            .command(ORION)
            .arg("check")
            .args(line.split_whitespace())
            .current_dir(directory),
    )
}

/// Writes files, each with a line that is new, and stages everything.
pub(crate) fn stage(repository: &TestRepository, paths: &[&str]) {
    for path in paths {
        repository.write(path, format!("{path}, changed\n"));
    }
    git(repository, "add --all");
}

/// The verdicts of `--json`, a line each: path, kind, verdict, code.
#[track_caller]
pub(crate) fn verdicts(repository: &TestRepository, line: &str) -> String {
    lines_of(&check(repository, &format!("--json {line}")))
}

#[track_caller]
pub(crate) fn lines_of(outcome: &Outcome) -> String {
    assert!(outcome.code <= 1, "{outcome:?}");
    let report: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    let word = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    let lines: Vec<String> = report["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| {
            let from = change["previous_path"]
                .as_str()
                .map(|path| format!(" from {}", path.escape_debug()))
                .unwrap_or_default();
            let path = word(&change["path"]);
            format!(
                "{} {}{from}: {} {}",
                path.escape_debug(),
                word(&change["kind"]),
                word(&change["verdict"]),
                word(&change["code"])
            )
        })
        .collect();
    lines.join("\n")
}

/// A path of any bytes.
pub(crate) fn path_of(bytes: &[u8]) -> &Path {
    Path::new(OsStr::from_bytes(bytes))
}

/// What was said on both streams, and the exit code.
pub(crate) fn told(outcome: &Outcome) -> String {
    let mut text = format!("exit {}\n", outcome.code);
    for (name, stream) in [("stdout", &outcome.stdout), ("stderr", &outcome.stderr)] {
        if !stream.is_empty() {
            text.push_str("--- ");
            text.push_str(name);
            text.push('\n');
            text.push_str(stream);
        }
    }
    text
}
