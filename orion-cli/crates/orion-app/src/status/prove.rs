//! Looks at proofs: at the base branch's commit, in recorded runs, and in what GitHub said.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use orion_core::config::{CommandLine, Proof, Workspace};
use orion_core::evidence::{Outcome, TestEnd, TestFound, boxes};
use orion_core::path::RepoPath;

use super::github::{GithubSeen, ProofIssue};
use super::memory::{CommandAnswer, RunMemory, StatusMemory, TreeAnswer};
use super::ports::{BaseBranch, BaseCommit, ProofCommands};
use super::proof::{NamedProof, shown};
use crate::integration::ServedAnswers;
use crate::ports::RepositoryError;

/// What a proof says, and from where.
pub(super) struct Look {
    pub(super) outcome: Outcome,
    pub(super) evidence: String,
    /// From when it is; none when nothing is known.
    pub(super) as_of: Option<Timestamp>,
    pub(super) stale: Option<String>,
}

impl Look {
    pub(super) fn unknown(evidence: impl Into<String>) -> Self {
        Self {
            outcome: Outcome::Unknown,
            evidence: evidence.into(),
            as_of: None,
            stale: None,
        }
    }

    pub(super) fn known(outcome: Outcome, evidence: impl Into<String>, as_of: Timestamp) -> Self {
        Self {
            outcome,
            evidence: evidence.into(),
            as_of: Some(as_of),
            stale: None,
        }
    }
}

/// A commit's tree, listed when somebody asks.
pub(super) struct Tree<'a, G> {
    git: &'a G,
    commit: &'a str,
    /// What makes two trees the same: the tree's id, or the commit's.
    id: &'a str,
    paths: OnceCell<Vec<RepoPath>>,
}

impl<'a, G: BaseBranch> Tree<'a, G> {
    pub(super) fn new(git: &'a G, commit: &'a str, id: &'a str) -> Self {
        Self {
            git,
            commit,
            id,
            paths: OnceCell::new(),
        }
    }

    /// The bytes of a file in it.
    pub(super) fn file(&self, path: &RepoPath) -> Result<Option<Vec<u8>>, RepositoryError> {
        self.git.file_at(self.commit, path)
    }

    fn paths(&self) -> Result<&[RepoPath], RepositoryError> {
        if let Some(paths) = self.paths.get() {
            return Ok(paths);
        }
        let paths = self.git.paths_at(self.commit)?;
        Ok(self.paths.get_or_init(|| paths))
    }

    /// What the tree says of a proof; `None` when the proof is none of a tree. Answered from memory where the same
    /// tree was asked before.
    pub(super) fn answer(
        &self,
        proof: &Proof,
        workspace: &Workspace,
        known: &mut BTreeMap<String, TreeAnswer>,
        used: &mut BTreeSet<String>,
    ) -> Result<Option<TreeAnswer>, RepositoryError> {
        if !is_of_tree(proof) {
            return Ok(None);
        }
        let document = document(proof, workspace).map(|path| path.to_string());
        let name = NamedProof::of(proof).key();
        let key = format!("{} {name} {}", self.id, document.unwrap_or_default());
        let answer = match known.get(&key) {
            Some(answer) => answer.clone(),
            None => self.look(proof, workspace)?,
        };
        used.insert(key.clone());
        known.insert(key, answer.clone());
        Ok(Some(answer))
    }

    fn look(&self, proof: &Proof, workspace: &Workspace) -> Result<TreeAnswer, RepositoryError> {
        let (outcome, evidence) = match proof {
            Proof::Path(path) => there(self.paths()?, path),
            Proof::Glob { pattern, at_least } => {
                let paths = self.paths()?.iter();
                let count = paths
                    .filter(|path| pattern.matches(path.as_bytes()))
                    .count();
                let least = usize::try_from(at_least.get()).unwrap_or(usize::MAX);
                let evidence = format!("{} of at least {least}", files(count));
                let outcome = if count >= least {
                    Outcome::Proved
                } else {
                    Outcome::Missing
                };
                (outcome, evidence)
            }
            Proof::Checklist(path) => match self.file(path)? {
                None => (Outcome::Missing, "there is no such file".to_owned()),
                Some(text) => {
                    let (ticked, all) = boxes(&String::from_utf8_lossy(&text));
                    let evidence = match all {
                        0 => "it has no boxes".to_owned(),
                        all => format!("{ticked} of {all} boxes are ticked"),
                    };
                    (Outcome::of_part(ticked, all), evidence)
                }
            },
            Proof::Contract(_) => match document(proof, workspace) {
                None => (
                    Outcome::Unknown,
                    "`documents` under `[contracts]` does not say where its document is".to_owned(),
                ),
                Some(path) => there(self.paths()?, &path),
            },
            _ => (Outcome::Unknown, String::new()),
        };
        Ok(TreeAnswer { outcome, evidence })
    }
}

/// Whether a commit's tree alone, or a part of it, says what the proof asks.
pub(super) fn is_of_tree(proof: &Proof) -> bool {
    matches!(
        proof,
        Proof::Path(_) | Proof::Glob { .. } | Proof::Checklist(_) | Proof::Contract(_)
    )
}

/// Whether a change of that path may change what the proof says.
pub(super) fn may_change(proof: &Proof, path: &[u8], workspace: &Workspace) -> bool {
    match proof {
        Proof::Path(wanted) | Proof::Checklist(wanted) => is_at(path, wanted),
        Proof::Glob { pattern, .. } => pattern.matches(path),
        Proof::Contract(_) => {
            document(proof, workspace).is_some_and(|document| is_at(path, &document))
        }
        _ => false,
    }
}

/// A contract's document.
pub(super) fn document(proof: &Proof, workspace: &Workspace) -> Option<RepoPath> {
    let Proof::Contract(name) = proof else {
        return None;
    };
    let documents = workspace.contracts.documents.as_ref()?;
    Some(documents.path(name.as_str()))
}

/// Whether a path is that path, or below it.
fn is_at(path: &[u8], wanted: &RepoPath) -> bool {
    let wanted = wanted.as_bytes();
    let wanted = wanted.strip_suffix(b"/").unwrap_or(wanted);
    match path.strip_prefix(wanted) {
        Some(rest) => rest.is_empty() || rest.starts_with(b"/"),
        None => false,
    }
}

fn there(paths: &[RepoPath], wanted: &RepoPath) -> (Outcome, String) {
    let found = paths.iter().filter(|path| is_at(path.as_bytes(), wanted));
    match found.count() {
        0 => (Outcome::Missing, format!("nothing is at `{wanted}`")),
        1 => (Outcome::Proved, format!("`{wanted}` is there")),
        count => (
            Outcome::Proved,
            format!("{} below `{wanted}`", files(count)),
        ),
    }
}

fn files(count: usize) -> String {
    match count {
        1 => "1 file".to_owned(),
        count => format!("{count} files"),
    }
}

/// Looks at proofs on the base branch.
pub(super) struct Prover<'a, G> {
    pub(super) base: &'a BaseCommit,
    pub(super) tree: Tree<'a, G>,
    pub(super) workspace: &'a Workspace,
    pub(super) github: Option<&'a GithubSeen>,
    pub(super) github_error: Option<&'a str>,
    pub(super) served: &'a ServedAnswers,
    pub(super) now: Timestamp,
}

impl<G: BaseBranch> Prover<'_, G> {
    /// Looks at one. `touched` is when a commit touched the workstream's files last.
    pub(super) async fn look(
        &self,
        proof: &Proof,
        touched: Option<Timestamp>,
        memory: &mut StatusMemory,
        used: &mut BTreeSet<String>,
        commands: &impl ProofCommands,
    ) -> Result<Look, RepositoryError> {
        if let Some(answer) = self
            .tree
            .answer(proof, self.workspace, &mut memory.trees, used)?
        {
            let look = Look::known(answer.outcome, answer.evidence, self.base.at);
            return match proof {
                Proof::Contract(name) => self.serves(name, proof, look, &memory.landed),
                _ => Ok(look),
            };
        }
        Ok(match proof {
            Proof::Test(name) => test(name, &memory.runs, touched, self.workspace),
            Proof::Issue(number) => self.on_github(|seen| match seen.issues.get(&number.get()) {
                Some(ProofIssue::Done) => (Outcome::Proved, "it is closed"),
                Some(ProofIssue::Open) => (Outcome::Missing, "it is open"),
                Some(ProofIssue::NotPlanned) => (Outcome::Missing, "it was closed as not planned"),
                Some(ProofIssue::None) => (Outcome::Missing, "GitHub has no such issue"),
                None => (Outcome::Unknown, "GitHub was not asked for it yet"),
            }),
            Proof::Milestone(title) => self.on_github(|seen| match seen.milestones.get(title) {
                Some(true) => (Outcome::Proved, "it is closed"),
                Some(false) => (Outcome::Missing, "it is open"),
                None => (Outcome::Missing, "GitHub has no such milestone"),
            }),
            Proof::Command(command) => self.command(command, memory, commands).await?,
            _ => Look::unknown("it is of no kind that is known"),
        })
    }

    fn on_github(&self, answer: impl Fn(&GithubSeen) -> (Outcome, &'static str)) -> Look {
        let Some(seen) = self.github else {
            return Look::unknown(self.github_error.unwrap_or("GitHub was never asked"));
        };
        let (outcome, evidence) = answer(seen);
        match (self.github_error, outcome) {
            // What was said once is the last known, and not what is so now.
            (Some(error), _) => Look::unknown(error),
            (None, Outcome::Unknown) => Look::unknown(evidence),
            (None, outcome) => Look::known(outcome, evidence, seen.at),
        }
    }

    async fn command(
        &self,
        command: &CommandLine,
        memory: &mut StatusMemory,
        commands: &impl ProofCommands,
    ) -> Result<Look, RepositoryError> {
        let told = |answer: &CommandAnswer| {
            let outcome = if answer.code == 0 {
                Outcome::Proved
            } else {
                Outcome::Missing
            };
            Look::known(outcome, format!("it exits with {}", answer.code), answer.at)
        };
        if !commands.is_trusted(command) {
            return Ok(Look::unknown("it runs only after `orion trust`"));
        }
        let key = format!("{} {}", self.base.tree, shown(command));
        if let Some(answer) = memory.commands.get(&key) {
            return Ok(told(answer));
        }
        if !self.tree.git.is_checked_out(self.base)? {
            return Ok(Look::unknown(
                "the work tree is not the base branch's commit, and only there it is run",
            ));
        }
        Ok(match commands.run(command).await {
            Ok(code) => {
                let answer = CommandAnswer { code, at: self.now };
                let look = told(&answer);
                memory.commands.insert(key, answer);
                look
            }
            Err(why) => Look::unknown(why),
        })
    }
}

fn test(name: &str, runs: &RunMemory, touched: Option<Timestamp>, workspace: &Workspace) -> Look {
    let Some(answer) = runs.found.get(name) else {
        return Look::unknown(match (runs.youngest, runs.unreadable.first()) {
            (_, Some(why)) => why.clone(),
            (Some(at), None) => format!("the last recorded run, of {at}, does not have it"),
            (None, None) if workspace.quality.reports.tests.is_empty() => {
                "`tests` under `[quality.reports]` does not say where runs are recorded".to_owned()
            }
            (None, None) => "no run is recorded in this work tree".to_owned(),
        });
    };
    let file = &answer.file;
    let (outcome, evidence) = match answer.found {
        TestFound::Ended(TestEnd::Passed) => (Outcome::Proved, format!("it passed in `{file}`")),
        TestFound::Ended(TestEnd::Failed) => (Outcome::Missing, format!("it failed in `{file}`")),
        TestFound::Ended(TestEnd::Skipped) => {
            return Look::unknown(format!("it was left out in `{file}`"));
        }
        TestFound::Ambiguous(count) => {
            return Look::unknown(format!("{count} tests in `{file}` go by that name"));
        }
    };
    let stale = touched.filter(|touched| *touched > answer.at);
    Look {
        stale: stale.map(|touched| {
            format!("the run is older than the last commit to the workstream's files, of {touched}")
        }),
        ..Look::known(outcome, evidence, answer.at)
    }
}
