//! Gates with commands, a cargo and checks that only pretend.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use orion_core::change::{Change, ChangeKind, CommitNote, EntryType};
use orion_core::config::{BuiltInCheck, GateName, parse_bytes};
use orion_core::gate::{CommandKey, CratePackage};
use orion_core::identity::IdentityFacts;
use orion_core::ids::StepName;
use orion_core::judge::Policy;
use orion_core::path::RepoPath;

use super::*;
use crate::ports::{
    ChangeScope, PendingStaged, PendingTracked, Repository, RepositoryError, Revision, StoreError,
    TrackedEntry,
};

/// A repository in which these paths are changed.
struct Changed(Vec<&'static str>);

impl Repository for Changed {
    fn top(&self) -> &Path {
        Path::new("/shop")
    }

    fn changes(&self, _: &ChangeScope) -> Result<Vec<Change>, RepositoryError> {
        let change = |path: &&str| Change {
            path: RepoPath::from(*path),
            previous_path: None,
            kind: ChangeKind::Modified,
            before: EntryType::File,
            after: EntryType::File,
        };
        Ok(self.0.iter().map(change).collect())
    }

    fn begin_staged(&self) -> Result<Box<dyn PendingStaged + '_>, RepositoryError> {
        unreachable!("gates ask for changes")
    }

    fn read(&self, _: &RepoPath, _: &Revision) -> Result<Option<Vec<u8>>, RepositoryError> {
        unreachable!("gates are handed the policy")
    }

    fn tracked(&self, visit: &mut dyn FnMut(TrackedEntry<'_>)) -> Result<(), RepositoryError> {
        for path in ["auth/a", "auth/a", "web/b"] {
            visit(TrackedEntry {
                path: path.as_bytes(),
                entry_type: EntryType::File,
            });
        }
        Ok(())
    }

    fn begin_tracked(&self) -> Result<Box<dyn PendingTracked + '_>, RepositoryError> {
        unreachable!("gates list with types")
    }

    fn tracked_at(
        &self,
        _: &str,
        _: &mut dyn FnMut(TrackedEntry<'_>),
    ) -> Result<(), RepositoryError> {
        unreachable!("gates look at the index")
    }

    fn commits(&self, _: &str, _: &str) -> Result<Vec<CommitNote>, RepositoryError> {
        unreachable!("gates ask for changes")
    }

    fn identity(&self) -> Result<IdentityFacts, RepositoryError> {
        unreachable!("gates ask checks")
    }
}

impl StagedCopies for Changed {
    type Copy = ();

    fn staged_copy(&self) -> Result<(PathBuf, ()), RepositoryError> {
        Ok((PathBuf::from("/copy"), ()))
    }
}

/// Runs nothing: a command whose first word is `false` fails, `stop` interrupts.
#[derive(Default)]
struct Commands {
    ran: RefCell<Vec<String>>,
    interrupted: Cell<bool>,
}

impl StepRunner for Commands {
    fn list(&self, _: &[RepoPath]) -> Result<PathBuf, StoreError> {
        Ok(PathBuf::from("/list"))
    }

    async fn run(&self, call: &StepCall) -> StepEnd {
        let words: Vec<_> = call
            .words
            .iter()
            .map(|word| String::from_utf8_lossy(word).into_owned())
            .collect();
        let line = words.join(" ").replace("sh -c ", "");
        let at = call.directory.display();
        self.ran.borrow_mut().push(format!("{line} @ {at}"));
        let ending = if line.starts_with("false") {
            StepEnding::Exited(1)
        } else if line == "stop" {
            self.interrupted.set(true);
            StepEnding::Interrupted
        } else {
            StepEnding::Exited(0)
        };
        StepEnd {
            ending,
            output: line.into_bytes(),
        }
    }

    fn is_interrupted(&self) -> bool {
        self.interrupted.get()
    }
}

/// cargo, and how often it was asked.
#[derive(Default)]
struct Crates(Cell<usize>);

impl CrateGraph for Crates {
    async fn packages(&self, _: &Path) -> Result<Option<Vec<CratePackage>>, String> {
        self.0.set(self.0.get() + 1);
        let package = |name: &str, needs: &[&str]| CratePackage {
            name: name.into(),
            directory: RepoPath::from(name),
            depends_on: needs.iter().map(|name| (*name).into()).collect(),
        };
        Ok(Some(vec![package("auth", &[]), package("web", &["auth"])]))
    }
}

/// Boundaries hold, approval cannot be told, and no other check is known.
struct Known;

impl Checks for Known {
    fn judges(&self, check: BuiltInCheck) -> bool {
        matches!(check, BuiltInCheck::Boundaries | BuiltInCheck::Approval)
    }

    async fn judge(&self, check: BuiltInCheck, _: Option<&ChangeScope>) -> CheckEnd {
        match check {
            BuiltInCheck::Boundaries => CheckEnd::Passed,
            _ => CheckEnd::Unknown("nobody can be asked".into()),
        }
    }
}

struct Unheard;

impl GateObserver for Unheard {
    fn begins(&self, _: &StepName) {}

    fn ends(&self, _: &StepReport) {}

    fn note(&self, _: &str) {}
}

fn policy(steps: &str) -> Policy {
    let text = format!(
        "schema = 1\n[project]\nname = \"shop\"\n[workstreams.auth]\nowns = [\"auth/\"]\n\
         [gates.push]\nsteps = [{steps}]\n"
    );
    let parsed = parse_bytes(text.as_bytes());
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    Policy::new(parsed.workspace.unwrap())
}

struct World {
    changed: Changed,
    runner: Commands,
    crates: Crates,
    trusted: Trusted,
}

impl World {
    fn new(changed: &[&'static str]) -> Self {
        Self {
            changed: Changed(changed.to_vec()),
            runner: Commands::default(),
            crates: Crates::default(),
            trusted: Trusted::Everything,
        }
    }

    async fn run(&self, steps: &str, request: GateRequest) -> Result<GateReport, GateError> {
        let policy = policy(steps);
        let site = GateSite {
            repository: &self.changed,
            policy: &policy,
            trusted: &self.trusted,
            runner: &self.runner,
            crates: &self.crates,
            checks: &Known,
            outer: &[],
        };
        run_gate(&site, &request, &Unheard).await
    }

    async fn outcomes(&self, steps: &str, request: GateRequest) -> Vec<String> {
        let report = self.run(steps, request).await.unwrap();
        let one = |step: &StepReport| {
            let because = step.because.clone().unwrap_or_default();
            format!("{} {:?} {because}", step.name, step.outcome)
                .trim_end()
                .to_owned()
        };
        report.steps.iter().map(one).collect()
    }
}

fn request() -> GateRequest {
    GateRequest {
        gate: GateName::Push,
        scope: Some(ChangeScope::Staged),
        all: false,
        steps: Vec::new(),
        fix: false,
        jobs: 4,
        fail_fast: false,
    }
}

#[tokio::test]
async fn what_needs_a_failed_step_is_not_run_and_the_rest_is() {
    let steps = r#"
        { name = "last", run = "last", needs = ["middle"] },
        { name = "middle", run = "middle", needs = ["first"] },
        { name = "first", run = "false" },
        { name = "other", run = "other" }"#;
    let world = World::new(&["auth/a"]);
    assert_eq!(
        world.outcomes(steps, request()).await,
        [
            "last NotRun `middle` did not pass",
            "middle NotRun `first` did not pass",
            "first Failed it exited with 1",
            "other Passed",
        ]
    );
    let fast = GateRequest {
        fail_fast: true,
        jobs: 1,
        ..request()
    };
    let world = World::new(&["auth/a"]);
    assert_eq!(
        world.outcomes(steps, fast).await.last().unwrap(),
        "other NotRun `first` did not pass"
    );
}

#[tokio::test]
async fn steps_run_only_for_what_the_change_touches_and_affects() {
    let steps = r#"
        { name = "docs", run = "docs", paths = ["docs/"] },
        { name = "lint", run = ["lint", "-p={package}"], affected = true },
        { name = "files", run = ["cat", "{file}"], paths = ["auth/"] },
        { name = "always", run = "always" }"#;
    let world = World::new(&["auth/a", "README.md"]);
    assert_eq!(
        world.outcomes(steps, request()).await,
        [
            "docs Skipped the change touches none of its paths",
            "lint Passed",
            "files Passed",
            "always Passed",
        ]
    );
    let mut ran = world.runner.ran.borrow().clone();
    ran.sort();
    assert_eq!(
        ran,
        [
            "always @ /shop",
            "cat auth/a @ /shop",
            "lint -p=auth -p=web @ /shop"
        ]
    );
    let world = World::new(&["README.md"]);
    let outcomes = world.outcomes(steps, request()).await;
    assert_eq!(outcomes[1], "lint Skipped the change affects nothing");
    let everything = GateRequest {
        all: true,
        ..request()
    };
    let world = World::new(&[]);
    assert!(world.run(steps, everything).await.unwrap().passed);
    let ran = world.runner.ran.borrow();
    assert!(ran.contains(&"docs @ /shop".to_owned()), "{ran:?}");
    assert!(ran.contains(&"cat auth/a @ /shop".to_owned()), "{ran:?}");
}

#[tokio::test]
async fn cargo_is_asked_only_where_a_step_wants_to_know() {
    let world = World::new(&["auth/a"]);
    world
        .outcomes(r#"{ name = "a", run = "a" }"#, request())
        .await;
    assert_eq!(world.crates.0.get(), 0);
    let affected = r#"{ name = "a", run = "a", affected = true }"#;
    world.outcomes(affected, request()).await;
    assert_eq!(world.crates.0.get(), 1);
}

#[tokio::test]
async fn what_is_staged_is_seen_in_its_copy_and_is_never_mended() {
    let steps = r#"
        { name = "staged", run = "fmt", staged-only = true, fix = "mend staged" },
        { name = "tree", run = "fmt", fix = "mend tree" },
        { name = "broken", run = "fmt", fix = "false" }"#;
    let world = World::new(&["auth/a"]);
    let fixing = GateRequest {
        fix: true,
        jobs: 1,
        ..request()
    };
    let outcomes = world.outcomes(steps, fixing).await;
    assert_eq!(outcomes[..2], ["staged Passed", "tree Passed"]);
    assert_eq!(
        outcomes[2],
        "broken Failed its `fix` does not mend: it exited with 1"
    );
    let ran = world.runner.ran.borrow();
    assert_eq!(
        *ran,
        [
            "mend tree @ /shop",
            "false @ /shop",
            "fmt @ /copy",
            "fmt @ /shop"
        ]
    );
}

#[tokio::test]
async fn nothing_begins_once_it_is_interrupted() {
    let steps = r#"
        { name = "first", run = "stop" },
        { name = "second", run = "second" }"#;
    let world = World::new(&["auth/a"]);
    let one = GateRequest {
        jobs: 1,
        ..request()
    };
    let report = world.run(steps, one).await.unwrap();
    assert!(report.interrupted && !report.passed);
    assert_eq!(report.steps[1].outcome, StepOutcome::NotRun);
    assert_eq!(world.runner.ran.borrow().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_told_is_no_success() {
    let world = World::new(&["auth/a"]);
    let report = world
        .run(r#"{ name = "seen", check = "approval" }"#, request())
        .await
        .unwrap();
    assert!(!report.passed);
    assert_eq!(report.steps[0].outcome, StepOutcome::Unknown);
    let error = world
        .run(r#"{ name = "cover", check = "coverage" }"#, request())
        .await
        .unwrap_err();
    assert!(error.to_string().contains("`coverage`"), "{error}");
    let error = world.run("", request()).await.unwrap_err();
    assert!(matches!(error, GateError::NoSteps("push")), "{error}");
}

#[tokio::test]
async fn only_trusted_commands_run_and_checks_need_no_trust() {
    let steps = r#"
        { name = "known", run = "known" },
        { name = "new", run = "new", fix = "fix" },
        { name = "own", check = "boundaries" }"#;
    let known = |commands: &[&str]| {
        let key = |line: &&str| {
            CommandKey::of(&orion_core::config::CommandLine::Shell((*line).to_owned()))
        };
        Trusted::Commands(commands.iter().map(key).collect())
    };
    let mut world = World::new(&["auth/a"]);
    world.trusted = known(&["known"]);
    let error = world.run(steps, request()).await.unwrap_err();
    assert_eq!(error.to_string(), "a command of gate `push` is not trusted");
    assert!(world.runner.ran.borrow().is_empty());
    let without = GateRequest {
        steps: vec!["known".into(), "own".into()],
        ..request()
    };
    assert!(world.run(steps, without).await.unwrap().passed);
    world.trusted = known(&["known", "new"]);
    assert!(world.run(steps, request()).await.unwrap().passed);
    let fixing = GateRequest {
        fix: true,
        ..request()
    };
    assert!(world.run(steps, fixing).await.is_err());
}

struct Remembered(RefCell<BTreeSet<CommandKey>>);

impl TrustStore for Remembered {
    fn trusted(&self) -> Result<BTreeSet<CommandKey>, StoreError> {
        Ok(self.0.borrow().clone())
    }

    fn remember(&self, commands: &BTreeSet<CommandKey>) -> Result<(), StoreError> {
        self.0.replace(commands.clone());
        Ok(())
    }
}

#[test]
fn a_digest_stands_for_exactly_these_commands() {
    let policy = policy(r#"{ name = "a", run = "a" }"#);
    let store = Remembered(RefCell::default());
    let find = |said| Trusted::find(&policy.workspace, said, &store).unwrap();
    let report = trust_report(&policy.workspace, &find(None));
    assert!(!report.trusted);
    assert!(trust_report(&policy.workspace, &find(Some(&report.digest))).trusted);
    assert!(trust_report(&policy.workspace, &find(Some("all"))).trusted);
    assert!(!trust_report(&policy.workspace, &find(Some("1"))).trusted);
    let keys = report.commands.iter().map(|command| command.key.clone());
    store.remember(&keys.collect()).unwrap();
    assert!(trust_report(&policy.workspace, &find(None)).trusted);
}
