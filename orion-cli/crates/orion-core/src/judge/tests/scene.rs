//! A policy, somebody acting, and changes.

use crate::change::{Change, ChangeKind, CommitNote, EntryType};
use crate::config::parse;
use crate::identity::{Actor, IdentitySource};
use crate::ids::WorkstreamId;
use crate::judge::{
    CheckReport, Comparison, JudgedChange, Occasion, Overrides, Policies, Policy, Question,
    Redistribution, judge,
};
use crate::path::RepoPath;

/// Each access once, under `owner`, and what reviewers and sources add.
pub(super) const PLATFORM: &str = r#"
schema = 1

[project]
name = "platform"

[ownership]
unowned = "warn"

[workstreams.contracts]
title = "Shared Contracts"
lead = "@grace"
owns = [
    { path = "exclusive/", access = "exclusive" },
    { path = "approval/", access = "approval" },
    { path = "read-only/", access = "read-only" },
    { path = "shared/", access = "shared" },
    "full/",
    { path = "full/reviewed/", review = ["database"] },
    { path = "shared/reviewed/", access = "shared", review = ["database", "user"] },
    { path = "approval/reviewed/", access = "approval", review = ["database", "user"] },
]

[workstreams.database]
[workstreams.user]
owns = ["services/user/", "workstreams.toml"]
"#;

pub(super) fn policy(text: &str) -> Policy {
    let parsed = parse(text);
    Policy::new(
        parsed
            .workspace
            .unwrap_or_else(|| panic!("{:#?}", parsed.diagnostics)),
    )
}

pub(super) fn id(name: &str) -> WorkstreamId {
    WorkstreamId::parse(name).expect("an id")
}

pub(super) fn ids(names: &str) -> Vec<WorkstreamId> {
    names.split_whitespace().map(id).collect()
}

/// Acts for these workstreams; for nobody known when there are none.
pub(super) fn actor(names: &str) -> Actor {
    let workstreams = ids(names);
    Actor {
        source: if workstreams.is_empty() {
            IdentitySource::None
        } else {
            IdentitySource::Flag
        },
        workstreams,
        evidence: "the test says so".to_owned(),
    }
}

pub(super) fn change(path: &str, kind: ChangeKind) -> Change {
    Change {
        path: RepoPath::from(path),
        previous_path: None,
        kind,
        before: if kind == ChangeKind::Added {
            EntryType::Absent
        } else {
            EntryType::File
        },
        after: if kind == ChangeKind::Deleted {
            EntryType::Absent
        } else {
            EntryType::File
        },
    }
}

pub(super) fn modified(path: &str) -> Change {
    change(path, ChangeKind::Modified)
}

pub(super) fn appears(path: &str, after: EntryType) -> Change {
    Change {
        after,
        ..change(path, ChangeKind::Added)
    }
}

pub(super) fn pull_request(approved: &str) -> Occasion {
    Occasion::PullRequest {
        base: "main".to_owned(),
        head: "HEAD".to_owned(),
        approved: ids(approved),
    }
}

pub(super) fn commit(id: &str, reason: Option<&str>, paths: &[&str]) -> CommitNote {
    CommitNote {
        id: id.to_owned(),
        override_reason: reason.map(str::to_owned),
        author_email: "ada@example.com".to_owned(),
        paths: paths.iter().map(|path| RepoPath::from(*path)).collect(),
    }
}

/// A question, with everything that most tests do not ask about filled in.
pub(super) struct Scene<'s> {
    pub(super) policies: Policies,
    pub(super) actor: Actor,
    pub(super) occasion: Occasion,
    pub(super) overrides: Overrides<'s>,
    pub(super) redistribution: Option<Redistribution>,
}

impl<'s> Scene<'s> {
    pub(super) fn new(policy_text: &str, names: &str) -> Self {
        Self {
            policies: Policies::one(policy(policy_text)),
            actor: actor(names),
            occasion: Occasion::Commit,
            overrides: Overrides::None,
            redistribution: None,
        }
    }

    /// A change of the rules, with these tracked paths.
    pub(super) fn between(base: &str, new: &str, names: &str, tracked: &[&str]) -> Self {
        let policies = Policies {
            newest: policy(new),
            base: Some(policy(base)),
        };
        let mut comparison = Comparison::new(
            policies.base.as_ref().expect("a base"),
            Some(&policies.newest),
        );
        for path in tracked {
            comparison.visit(path.as_bytes());
        }
        let redistribution = comparison.finish();
        Self {
            policies,
            redistribution: Some(redistribution),
            ..Self::new(new, names)
        }
    }

    pub(super) fn at(self, occasion: Occasion) -> Self {
        Self { occasion, ..self }
    }

    pub(super) fn overridden(self, overrides: Overrides<'s>) -> Self {
        Self { overrides, ..self }
    }

    pub(super) fn judge(&self, changes: &[Change]) -> CheckReport {
        judge(&Question {
            actor: self.actor.clone(),
            changes,
            policies: &self.policies,
            occasion: &self.occasion,
            overrides: self.overrides,
            redistribution: self.redistribution.as_ref(),
        })
    }
}

/// A verdict in a line: path, verdict, code, reviewers.
pub(super) fn line(change: &JudgedChange) -> String {
    let code = change.code.map_or("-", |code| code.0);
    let reviewers: Vec<&str> = change.reviewers.iter().map(WorkstreamId::as_str).collect();
    let line = format!(
        "{} {} {code} {}",
        change.path,
        verdict(change),
        reviewers.join("+")
    );
    line.trim_end().to_owned()
}

pub(super) fn verdict(change: &JudgedChange) -> String {
    serde_json::to_value(change.verdict)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .expect("a word")
}

/// All verdicts, a line each.
pub(super) fn lines(report: &CheckReport) -> String {
    let lines: Vec<String> = report.changes.iter().map(line).collect();
    lines.join("\n")
}
