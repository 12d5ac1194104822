//! A finding at a place, as annotations and SARIF both show it.

use std::fmt::Write as _;

use orion_core::audit::{TreeFinding, TreeReport};
use orion_core::codes::Code;
use orion_core::diagnostic::Severity;
use orion_core::judge::{CheckReport, JudgedChange, POLICY_FILE, RuleReference};
use orion_core::path::RepoPath;
use serde_json::{Value, json};

use super::words::Level;
use crate::output::{visible, visible_bytes};

/// A finding at a place.
pub(crate) struct Annotation<'r> {
    pub(super) code: Code,
    pub(super) level: Level,
    /// The file it is shown on.
    pub(super) path: &'r [u8],
    /// The line, from 1.
    pub(super) line: usize,
    /// What is said, in one sentence.
    pub(super) message: String,
    /// The rule in `workstreams.toml` that decided.
    pub(super) rule: Option<&'r RuleReference>,
    /// The command to go on with.
    pub(super) next: Option<&'r str>,
    /// What machines may want to know besides.
    pub(super) properties: Value,
}

/// What an answer says at places.
pub(crate) trait Annotated {
    /// One annotation for each finding.
    fn annotations(&self) -> impl Iterator<Item = Annotation<'_>>;
}

impl Annotated for CheckReport {
    fn annotations(&self) -> impl Iterator<Item = Annotation<'_>> {
        self.changes.iter().filter_map(of_change)
    }
}

fn of_change(change: &JudgedChange) -> Option<Annotation<'_>> {
    let mut message = visible(&change.reason).into_owned();
    if change.path.as_utf8().is_none() {
        // Writing into a string cannot fail.
        let _ = write!(message, " (`{}`)", visible_bytes(change.path.as_bytes()));
    }
    Some(Annotation {
        code: change.code?,
        level: Level::of(change),
        path: change.path.as_bytes(),
        line: 1,
        message,
        rule: change.rule.as_ref(),
        next: change.next.as_deref(),
        properties: json!({
            "verdict": change.verdict,
            "kind": change.kind,
            "owner": change.owner,
            "access": change.access,
            "reviewers": change.reviewers,
        }),
    })
}

impl Annotated for TreeReport {
    fn annotations(&self) -> impl Iterator<Item = Annotation<'_>> {
        self.findings.iter().map(of_finding)
    }
}

/// A directory cannot be annotated; what concerns one is shown on the file that could give it an owner.
fn of_finding(finding: &TreeFinding) -> Annotation<'_> {
    let path = finding
        .path
        .as_ref()
        .map(RepoPath::as_bytes)
        .filter(|path| !path.ends_with(b"/"));
    Annotation {
        code: finding.code,
        level: match finding.severity {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
        },
        path: path.unwrap_or(POLICY_FILE.as_bytes()),
        line: finding.line.unwrap_or(1),
        message: visible(&finding.message).into_owned(),
        rule: None,
        next: None,
        properties: json!({ "owner": finding.owner, "files": finding.files }),
    }
}
