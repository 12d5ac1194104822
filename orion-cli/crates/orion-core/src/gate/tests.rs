//! Which steps, which commands, and what a change affects.

use super::*;
use crate::config::{CommandLine, GateName, Workspace, parse_bytes};
use crate::ownership::OwnershipMap;
use crate::path::RepoPath;

const FILE: &str = r#"
schema = 1
[project]
name = "shop"
[workstreams.auth]
owns = ["auth/"]
deliverables = [{ name = "login", proof = { command = "make prove" } }]
[workstreams.web]
owns = ["web/", "Cargo.lock"]
[services.auth]
workstream = "auth"
command = ["auth", "--serve"]
[gates.pre-commit]
timeout = "1m"
steps = [
  { name = "format", run = "fmt --check", fix = "fmt" },
  { name = "lint", run = ["lint", "{file}"], timeout = "2m", needs = ["format"] },
]
[gates.push]
includes = ["pre-commit"]
steps = [
  { name = "format", check = "boundaries" },
  { name = "test", run = "test", needs = ["lint", "format"] },
]
[gates.pr]
includes = ["push", "pre-commit"]
steps = [{ name = "last", run = "last", needs = ["test"] }]
"#;

fn workspace(text: &str) -> Workspace {
    let parsed = parse_bytes(text.as_bytes());
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    parsed.workspace.unwrap()
}

fn names(steps: &[PlannedStep]) -> Vec<String> {
    let name = |step: &PlannedStep| {
        let needs: Vec<_> = step
            .needs
            .iter()
            .map(|need| format!("{}/{}", steps[*need].gate.as_str(), steps[*need].step.name))
            .collect();
        format!(
            "{}/{} <- {}",
            step.gate.as_str(),
            step.step.name,
            needs.join(" ")
        )
    };
    steps.iter().map(name).collect()
}

#[test]
fn included_steps_come_first_and_a_name_means_the_nearest_step() {
    let gates = workspace(FILE).gates;
    let steps = plan(&gates, GateName::Pr, &[]).unwrap();
    assert_eq!(
        names(&steps),
        [
            "pre-commit/format <- ",
            "pre-commit/lint <- pre-commit/format",
            "push/format <- ",
            "push/test <- pre-commit/lint push/format",
            "pr/last <- push/test",
        ]
    );
    let seconds = |step: &PlannedStep| step.timeout.map(|timeout| timeout.as_secs());
    let timeouts: Vec<_> = steps.iter().map(seconds).collect();
    assert_eq!(timeouts, [Some(60), Some(120), None, None, None]);
}

#[test]
fn a_step_that_is_asked_for_brings_what_it_needs() {
    let gates = workspace(FILE).gates;
    let steps = plan(&gates, GateName::PreCommit, &["lint".into()]).unwrap();
    assert_eq!(names(&steps).len(), 2);
    let steps = plan(&gates, GateName::Pr, &["test".into()]).unwrap();
    assert_eq!(
        names(&steps).last().unwrap(),
        "push/test <- pre-commit/lint push/format"
    );
    let unknown = plan(&gates, GateName::Push, &["tset".into()]).unwrap_err();
    assert_eq!(unknown.to_string(), "gate `push` has no step `tset`");
}

#[test]
fn every_command_that_runs_here_is_listed() {
    let workspace = workspace(FILE);
    let listed: Vec<_> = commands(&workspace)
        .iter()
        .map(|named| format!("{}: {}", named.place, show(named.command)))
        .collect();
    assert_eq!(
        listed,
        [
            "step `format` of gate `pre-commit`: fmt --check",
            "fix of step `format` of gate `pre-commit`: fmt",
            "step `lint` of gate `pre-commit`: lint '{file}'",
            "step `test` of gate `push`: test",
            "step `last` of gate `pr`: last",
            "proof of `login` of workstream `auth`: make prove",
            "service `auth`: auth --serve",
        ]
    );
}

#[test]
fn trust_is_about_commands_and_nothing_else() {
    let digest = |text: &str| content_digest(&commands(&workspace(text)));
    let first = digest(FILE);
    assert_eq!(first.len(), 64);
    assert_eq!(digest(&FILE.replace("1m", "9m")), first);
    assert_eq!(digest(&FILE.replace("\"shop\"", "\"store\"")), first);
    assert_ne!(digest(&FILE.replace("\"fmt\"", "\"fmt; curl\"")), first);
    assert_ne!(digest(&FILE.replace("make prove", "make")), first);
    assert_ne!(digest(&FILE.replace("--serve", "--other")), first);
}

#[test]
fn no_two_commands_have_the_same_key() {
    let program =
        |words: &[&str]| CommandLine::Program(words.iter().map(|word| (*word).into()).collect());
    let different = [
        CommandLine::Shell("a b".into()),
        program(&["a b"]),
        program(&["a", "b"]),
        program(&["a", "b", ""]),
        program(&["ab"]),
    ];
    let keys: std::collections::BTreeSet<_> = different.iter().map(CommandKey::of).collect();
    assert_eq!(keys.len(), different.len());
}

fn package(name: &str, directory: &str, depends_on: &[&str]) -> CratePackage {
    CratePackage {
        name: name.into(),
        directory: RepoPath::from(directory),
        depends_on: depends_on.iter().map(|name| (*name).into()).collect(),
    }
}

fn by_change(paths: &[&str]) -> Affected {
    let packages = [
        package("contracts", "contracts", &[]),
        package("auth", "auth", &["contracts"]),
        package("auth-macros", "auth/macros", &[]),
        package("web", "web", &["auth"]),
    ];
    let map = OwnershipMap::new(workspace(FILE).rules().cloned().collect());
    let paths: Vec<_> = paths.iter().map(|path| RepoPath::from(*path)).collect();
    affected(&paths, paths.clone(), Some(&packages), &map)
}

#[test]
fn dependents_are_affected_and_nobody_else() {
    let packages = |paths: &[&str]| by_change(paths).packages.unwrap();
    assert_eq!(packages(&["auth/src/lib.rs"]), ["auth", "web"]);
    assert_eq!(packages(&["auth/macros/lib.rs"]), ["auth-macros"]);
    assert_eq!(packages(&["contracts/a"]), ["auth", "contracts", "web"]);
    assert_eq!(packages(&["Cargo.lock"]).len(), 4);
    assert!(packages(&["README.md", "authority/x"]).is_empty());
    assert!(by_change(&["README.md"]).is_nothing());
}

#[test]
fn owners_of_what_is_affected_are_affected() {
    let workstreams = |paths: &[&str]| {
        let ids = by_change(paths).workstreams;
        ids.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(workstreams(&["auth/src/lib.rs"]), ["auth", "web"]);
    assert_eq!(workstreams(&["web/a"]), ["web"]);
    assert_eq!(workstreams(&["README.md"]), Vec::<String>::new());
}

#[test]
fn an_argument_is_repeated_for_each_thing_and_no_name_is_an_option() {
    let command = CommandLine::Program(
        ["cargo", "-p={package}", "{file}", "--", "-D"]
            .map(str::to_owned)
            .into(),
    );
    let both = by_change(&["auth/{package} x", "-rf"]);
    let Expanded::Words(words) = expand(&command, &both) else {
        panic!("{both:?}");
    };
    let words: Vec<_> = words
        .iter()
        .map(|word| String::from_utf8_lossy(word))
        .collect();
    assert_eq!(
        words,
        [
            "cargo",
            "-p=auth",
            "-p=web",
            "auth/{package} x",
            "./-rf",
            "--",
            "-D"
        ]
    );
    assert_eq!(
        expand(&command, &by_change(&["README.md"])),
        Expanded::Nothing(Placeholder::Package)
    );
}
