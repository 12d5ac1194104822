//! The adapter in a process of its own, with that process's environment: as a hook is called, and with
//! libgit2 reading the configuration.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::process::Command;

use orion_adapters::git::{GitEnvironment, GitRepository};
use orion_app::ports::{IndexPolicy, POLICY_FILE, Repository, RepositoryError, Revision};
use orion_core::path::RepoPath;
use orion_testutils::TestRepository;

use crate::ask::{NO_LIBRARY, render};

/// Where the answer goes; the name of the file.
const OUT: &str = "ORION_PROBE";

/// Appends what the adapter sees in this process's environment and directory.
#[test]
#[ignore = "run by other tests, in a process of its own"]
fn answer() {
    let Some(out) = std::env::var_os(OUT) else {
        return;
    };
    let directory = std::env::current_dir().unwrap();
    let no_library: (OsString, OsString) = (NO_LIBRARY.0.into(), NO_LIBRARY.1.into());
    let environments = [
        GitEnvironment::of_this_process(),
        GitEnvironment::new(std::env::vars_os().chain([no_library])),
    ];
    let [with_library, without] = environments.map(|environment| {
        GitRepository::discover_staged(&directory, environment)
            .and_then(|repository| describe(&repository))
            .unwrap_or_else(|error| format!("error: {error}\n"))
    });
    let mut file = OpenOptions::new()
        .append(true)
        .create(true)
        .open(out)
        .unwrap();
    file.write_all(with_library.as_bytes()).unwrap();
    if with_library != without {
        write!(file, "but git says:\n{without}").unwrap();
    }
}

fn describe(repository: &GitRepository) -> Result<String, RepositoryError> {
    let who = repository.identity()?;
    let shown = |value: Option<String>| value.unwrap_or_else(|| "nothing".to_owned());
    let mut text = format!(
        "{} on {} by {}\n",
        shown(who.git_config),
        shown(who.branch),
        shown(who.email)
    );
    let staged = repository.begin_staged()?.finish()?;
    text += &render(&staged.changes);
    let at = |revision| -> Result<Option<String>, RepositoryError> {
        let content = repository.read(&RepoPath::from(POLICY_FILE), &revision)?;
        Ok(content.map(|content| String::from_utf8_lossy(&content).trim().to_owned()))
    };
    let (head, index) = (at(Revision::Head)?, at(Revision::Index)?);
    match staged.policy {
        IndexPolicy::SameAsHead => assert_eq!(head, index),
        IndexPolicy::Differs(_) => {
            writeln!(text, "policy: {} to {}", shown(head), shown(index)).unwrap();
        }
    }
    Ok(text)
}

/// A command that runs this very test program as the probe.
fn command_line() -> String {
    let program = std::env::current_exe().unwrap();
    format!(
        "'{}' --exact probe::answer --ignored --quiet >/dev/null",
        program.display()
    )
}

/// What the adapter says when it is run by a command that is otherwise the test's own.
#[track_caller]
pub(crate) fn probe(repository: &TestRepository, change: impl FnOnce(&mut Command)) -> String {
    let out = repository.beside("probe-alone");
    let mut command = repository.command("sh");
    command.args(["-c", &command_line()]).env(OUT, &out);
    change(&mut command);
    let _ = repository.run(&mut command).success();
    let answer = fs::read_to_string(&out).unwrap();
    fs::remove_file(out).unwrap();
    answer
}

/// What the adapter says when it is called by these hooks, while `command` runs; one section a hook.
#[track_caller]
pub(crate) fn seen_by(
    repository: &TestRepository,
    hooks: &[&str],
    command: impl FnOnce(),
) -> String {
    let out = repository.beside("probe-in-hooks");
    for hook in hooks {
        let script = format!(
            "exec 1>&2; echo '== {hook}' >>'{out}'; {OUT}='{out}' {}",
            command_line(),
            out = out.display()
        );
        repository.hook(hook, &script);
    }
    command();
    for hook in hooks {
        fs::remove_file(repository.top().join(".git/hooks").join(hook)).unwrap();
    }
    let answer = fs::read_to_string(&out).unwrap_or_default();
    let _ = fs::remove_file(out);
    answer
}
