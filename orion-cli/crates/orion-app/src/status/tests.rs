//! Statuses on fakes that keep state: what only a trusted command, a pull request or a known provider shows.

use std::cell::{Cell, RefCell};

use jiff::Timestamp;
use orion_core::config::{CommandLine, Workspace, parse};
use orion_core::ids::IssueNumber;
use orion_core::integration::DocumentDigest;
use orion_core::judge::Policy;
use orion_core::ownership::OwnedPattern;
use orion_core::path::RepoPath;
use orion_core::status::StatusWord;

use super::*;
use crate::integration::{ServedAnswer, ServedAnswers};
use crate::ports::{Activity, CommitSummary, RepositoryError, StoreError};
use crate::request::RequestRules;

const POLICY: &str = r#"schema = 1
[project]
name = "shop"
[contracts]
documents = "contracts/{name}.json"
[services.auth]
workstream = "auth"
provides = ["auth-api"]
[workstreams.auth]
owns = ["auth/"]
[[workstreams.auth.deliverables]]
name = "routes"
proof = { path = "auth/routes/" }
[[workstreams.auth.deliverables]]
name = "smoke"
proof = { command = "make smoke" }
[[workstreams.auth.deliverables]]
name = "served"
proof = { contract = "auth-api" }
"#;

/// What every file holds.
const DOCUMENT: &[u8] = b"{}";

/// A repository of two commits: the base, and a branch that may be there.
#[derive(Default)]
struct Repository {
    paths: RefCell<Vec<&'static str>>,
    branch: RefCell<Vec<&'static str>>,
    is_elsewhere: Cell<bool>,
    /// Whether the base's commit is of now, and touched all that there is.
    is_touched: Cell<bool>,
    listed: Cell<usize>,
}

fn all(paths: &RefCell<Vec<&'static str>>) -> Vec<RepoPath> {
    paths
        .borrow()
        .iter()
        .map(|path| RepoPath::from(*path))
        .collect()
}

impl BaseBranch for Repository {
    fn base(&self, _: &str) -> Result<Option<BaseCommit>, RepositoryError> {
        Ok(Some(BaseCommit {
            reference: "refs/heads/main".to_owned(),
            commit: format!("base {:?}", self.paths.borrow()),
            tree: format!("tree {:?}", self.paths.borrow()),
            at: now(),
        }))
    }

    fn live_branches(
        &self,
        _: &BaseCommit,
        _: Timestamp,
        _: usize,
    ) -> Result<Vec<LiveBranch>, RepositoryError> {
        let branch = LiveBranch {
            name: "origin/tokens".to_owned(),
            commit: "branch".to_owned(),
            at: now(),
        };
        let is_there = !self.branch.borrow().is_empty();
        Ok(is_there.then_some(branch).into_iter().collect())
    }

    fn paths_at(&self, commit: &str) -> Result<Vec<RepoPath>, RepositoryError> {
        self.listed.set(self.listed.get() + 1);
        Ok(all(if commit == "branch" {
            &self.branch
        } else {
            &self.paths
        }))
    }

    fn file_at(&self, _: &str, _: &RepoPath) -> Result<Option<Vec<u8>>, RepositoryError> {
        Ok(Some(DOCUMENT.to_vec()))
    }

    fn conflicts(&self, _: &str, _: &str) -> Result<Vec<RepoPath>, RepositoryError> {
        Ok(Vec::new())
    }

    fn is_checked_out(&self, _: &BaseCommit) -> Result<bool, RepositoryError> {
        Ok(!self.is_elsewhere.get())
    }
}

impl Activity for Repository {
    fn landed(&self, _: &str, _: Timestamp) -> Result<Vec<CommitSummary>, RepositoryError> {
        let commit = CommitSummary {
            id: "base".to_owned(),
            at: now(),
            subject: String::new(),
            paths: all(&self.paths),
        };
        Ok(self
            .is_touched
            .get()
            .then_some(commit)
            .into_iter()
            .collect())
    }

    fn ahead(&self, _: &str, _: &str) -> Result<Vec<CommitSummary>, RepositoryError> {
        Ok(vec![CommitSummary {
            id: "branch".to_owned(),
            at: now(),
            subject: String::new(),
            paths: all(&self.branch),
        }])
    }

    fn branches(&self) -> Result<Vec<String>, RepositoryError> {
        Ok(Vec::new())
    }
}

/// Commands that exit with a code, and how often they ran.
struct Commands {
    is_trusted: bool,
    code: Cell<i32>,
    runs: Cell<usize>,
}

impl ProofCommands for Commands {
    fn is_trusted(&self, _: &CommandLine) -> bool {
        self.is_trusted
    }

    async fn run(&self, _: &CommandLine) -> Result<i32, String> {
        self.runs.set(self.runs.get() + 1);
        Ok(self.code.get())
    }
}

#[derive(Default)]
struct Memory {
    memory: RefCell<StatusMemory>,
    changes: RefCell<Vec<StateChange>>,
}

impl StatusStore for Memory {
    fn recall(&self) -> StatusMemory {
        self.memory.borrow().clone()
    }

    fn remember(&self, memory: &StatusMemory) -> Result<(), StoreError> {
        self.memory.replace(memory.clone());
        Ok(())
    }

    fn changes(&self) -> Result<Vec<StateChange>, StoreError> {
        Ok(self.changes.borrow().clone())
    }

    fn record(&self, changes: &[StateChange]) -> Result<(), StoreError> {
        self.changes.borrow_mut().extend_from_slice(changes);
        Ok(())
    }
}

struct NoRuns;

impl RecordedRuns for NoRuns {
    fn find(&self, _: &[OwnedPattern]) -> Vec<RecordedFile> {
        Vec::new()
    }

    fn read(&self, _: &RecordedFile) -> Option<String> {
        None
    }
}

fn now() -> Timestamp {
    "2026-01-06T09:00:00Z".parse().unwrap()
}

fn workspace() -> Workspace {
    parse(POLICY).workspace.unwrap()
}

struct Scene {
    policy: Policy,
    git: Repository,
    commands: Commands,
    store: Memory,
    pulls: Vec<PullSeen>,
    served: ServedAnswers,
}

impl Scene {
    fn new() -> Self {
        Self {
            policy: Policy::new(workspace()),
            git: Repository::default(),
            commands: Commands {
                is_trusted: true,
                code: Cell::new(0),
                runs: Cell::new(0),
            },
            store: Memory::default(),
            pulls: Vec::new(),
            served: ServedAnswers::new(),
        }
    }

    fn planning(&self) -> WorkspacePlan<'_> {
        WorkspacePlan {
            workspace: &self.policy.workspace,
            now: now(),
        }
    }

    fn sources<'a>(
        &'a self,
        planning: &'a WorkspacePlan<'a>,
    ) -> Sources<'a, Repository, NoRuns, Commands, WorkspacePlan<'a>, Memory> {
        Sources {
            git: &self.git,
            runs: &NoRuns,
            commands: &self.commands,
            planning,
            store: &self.store,
            rules: RequestRules {
                workspace: &self.policy.workspace,
                map: &self.policy.map,
            },
            pulls: &self.pulls,
            served: &self.served,
        }
    }

    async fn look(&self) -> WorkstreamReport {
        let planning = self.planning();
        let sources = self.sources(&planning);
        let status = status(&sources, Err("offline".to_owned()), now()).await;
        status.unwrap().report.workstreams.remove(0)
    }

    /// The share of its work that is left, and whether it is done.
    async fn left(&self) -> (f64, bool) {
        let planning = self.planning();
        let advances = advances(&self.sources(&planning), now()).await.unwrap();
        let advance = advances.values().next().unwrap();
        (advance.left, advance.finished.is_some())
    }
}

fn told(row: &WorkstreamReport, name: &str) -> (&'static str, String) {
    let found = row.deliverables.iter().find(|it| it.name == name).unwrap();
    (found.outcome.as_str(), found.evidence.clone())
}

#[tokio::test]
async fn a_command_runs_once_a_tree_and_only_trusted_and_checked_out() {
    let mut scene = Scene::new();
    scene.commands.is_trusted = false;
    let untrusted = told(&scene.look().await, "smoke");
    assert_eq!(
        untrusted,
        ("unknown", "it runs only after `orion trust`".to_owned())
    );
    scene.commands.is_trusted = true;
    scene.git.is_elsewhere.set(true);
    assert_eq!(told(&scene.look().await, "smoke").0, "unknown");
    assert_eq!(scene.commands.runs.get(), 0);
    scene.git.is_elsewhere.set(false);
    assert_eq!(told(&scene.look().await, "smoke").0, "proved");
    assert_eq!(told(&scene.look().await, "smoke").0, "proved");
    assert_eq!(
        scene.commands.runs.get(),
        1,
        "it is remembered for this tree"
    );
    scene.git.paths.borrow_mut().push("auth/other.rs");
    scene.commands.code.set(2);
    let row = scene.look().await;
    assert_eq!(
        told(&row, "smoke"),
        ("missing", "it exits with 2".to_owned())
    );
    assert!(row.deliverables[1].regressed_since.is_some());
    assert_eq!(scene.commands.runs.get(), 2);
}

#[tokio::test]
async fn a_tree_is_listed_once() {
    let scene = Scene::new();
    scene.git.paths.borrow_mut().push("auth/routes/a.rs");
    scene.look().await;
    scene.look().await;
    assert_eq!(scene.git.listed.get(), 1);
}

fn answer(is_served: bool, told: &str, document: &[u8]) -> ServedAnswer {
    ServedAnswer {
        is_served,
        told: told.to_owned(),
        document: DocumentDigest::of(document),
        at: now(),
    }
}

#[tokio::test]
async fn a_contract_is_proved_once_its_provider_serves_that_very_document() {
    let mut scene = Scene::new();
    assert_eq!(told(&scene.look().await, "served").0, "missing");
    scene.git.paths.borrow_mut().push("contracts/auth-api.json");
    assert_eq!(told(&scene.look().await, "served").0, "unknown");
    let mut outcomes = Vec::new();
    for answer in [
        answer(true, "`auth` serves it", DOCUMENT),
        answer(false, "`auth` serves something else", DOCUMENT),
        answer(true, "`auth` serves it", b"another version"),
    ] {
        scene.served.insert("auth-api".to_owned(), answer);
        let row = scene.look().await;
        let (outcome, evidence) = told(&row, "served");
        let last = row.deliverables[2].last_known.as_ref();
        let last = last.map(|last| last.outcome.as_str());
        outcomes.push(format!("{outcome} ({last:?}): {evidence}"));
    }
    insta::assert_snapshot!(outcomes.join("\n"), @r#"
    proved (None): `contracts/auth-api.json` is there; `auth` serves it, asked at 2026-01-06T09:00:00Z
    missing (None): `contracts/auth-api.json` is there, but `auth` serves something else, asked at 2026-01-06T09:00:00Z
    unknown (Some("missing")): `contracts/auth-api.json` is there; its provider was asked at 2026-01-06T09:00:00Z, for another version of it: `orion integration` asks again
    "#);
}

#[tokio::test]
async fn what_was_served_before_the_last_commit_to_its_provider_is_stale() {
    let mut scene = Scene::new();
    scene.git.paths.borrow_mut().push("contracts/auth-api.json");
    let before = now() - jiff::SignedDuration::from_hours(2);
    let answer = ServedAnswer {
        at: before,
        ..answer(true, "`auth` serves it", DOCUMENT)
    };
    scene.served.insert("auth-api".to_owned(), answer);
    let stale = |row: &WorkstreamReport| row.deliverables[2].stale.clone();
    assert_eq!(stale(&scene.look().await), None);
    scene.git.is_touched.set(true);
    scene.git.paths.borrow_mut().push("auth/lib.rs");
    let row = scene.look().await;
    assert_eq!(told(&row, "served").0, "proved");
    insta::assert_snapshot!(stale(&row).unwrap(), @"it was asked before the last commit to the files of `auth`, of 2026-01-06T09:00:00Z");
}

#[tokio::test]
async fn a_forecast_reckons_with_what_was_known_last_and_tells_no_change() {
    let mut scene = Scene::new();
    let paths = ["contracts/auth-api.json", "auth/routes/a.rs"];
    scene.git.paths.borrow_mut().extend(paths);
    let mut left = Vec::new();
    for answer in [
        answer(true, "`auth` serves it", DOCUMENT),
        answer(true, "`auth` serves it", b"another version"),
        answer(false, "`auth` serves something else", DOCUMENT),
    ] {
        scene.served.insert("auth-api".to_owned(), answer);
        left.push(scene.left().await);
    }
    assert_eq!(left[..2], [(0.0, true), (0.0, true)]);
    assert!(
        (left[2].0 - 1.0 / 3.0).abs() < 1e-9 && !left[2].1,
        "{left:?}"
    );
    assert!(scene.store.changes.borrow().is_empty());
}

#[tokio::test]
async fn review_is_when_every_open_deliverable_is_in_a_ready_pull_request() {
    let mut scene = Scene::new();
    scene.git.paths.borrow_mut().push("contracts/auth-api.json");
    let served = answer(true, "`auth` serves it", DOCUMENT);
    scene.served.insert("auth-api".to_owned(), served);
    scene.git.branch.borrow_mut().push("auth/routes/a.rs");
    assert_eq!(scene.look().await.status, StatusWord::Wip);
    scene.pulls.push(PullSeen {
        number: IssueNumber::new(5).unwrap(),
        title: "Tokens".to_owned(),
        url: String::new(),
        head: "tokens".to_owned(),
        is_draft: true,
        changes_requested: false,
    });
    assert_eq!(scene.look().await.status, StatusWord::Wip, "a draft");
    scene.pulls[0].is_draft = false;
    let row = scene.look().await;
    assert_eq!(row.status, StatusWord::Review);
    let pull = row.in_flight[0].pull_request.as_ref().unwrap();
    assert_eq!(pull.standing, PullRequestStanding::InReview);
    scene.pulls[0].changes_requested = true;
    assert_eq!(scene.look().await.status, StatusWord::Wip);
    let states: Vec<_> = scene
        .store
        .changes
        .borrow()
        .iter()
        .map(|it| it.to)
        .collect();
    assert_eq!(
        states,
        [StatusWord::Wip, StatusWord::Review, StatusWord::Wip]
    );
}
