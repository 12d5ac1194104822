//! What a check says.

use schemars::JsonSchema;
use serde::Serialize;

use crate::codes::{Code, Rule};

/// How well something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Health {
    /// As it should be.
    Ok,
    /// Worth knowing, and nothing to do.
    Note,
    /// It works, and some day it will not.
    Warning,
    /// It does not work.
    Error,
    /// It could not be found out; never the same as fine.
    Unknown,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// The code that `orion explain` knows.
    pub code: Code,
    /// How well it is.
    pub health: Health,
    /// What was found, lower case, without a full stop.
    pub message: String,
    /// What to do about it: a command, or where there is none, a sentence; `null` where nothing is to be done.
    pub next: Option<String>,
}

impl Finding {
    fn new(rule: &Rule, health: Health, message: impl Into<String>) -> Self {
        Self {
            code: rule.code,
            health,
            message: message.into(),
            next: None,
        }
    }

    /// All is well.
    pub(super) fn ok(rule: &Rule, message: impl Into<String>) -> Self {
        Self::new(rule, Health::Ok, message)
    }

    /// Worth knowing.
    pub(super) fn note(rule: &Rule, message: impl Into<String>) -> Self {
        Self::new(rule, Health::Note, message)
    }

    /// It deserves a look.
    pub(super) fn warning(
        rule: &Rule,
        message: impl Into<String>,
        next: impl Into<String>,
    ) -> Self {
        Self::new(rule, Health::Warning, message).mended_by(next)
    }

    /// It does not work.
    pub(super) fn error(rule: &Rule, message: impl Into<String>, next: impl Into<String>) -> Self {
        Self::new(rule, Health::Error, message).mended_by(next)
    }

    /// It could not be found out.
    #[must_use]
    pub fn unknown(rule: &Rule, why: impl Into<String>) -> Self {
        Self::new(rule, Health::Unknown, why)
    }

    /// Says what to do about it.
    #[must_use]
    pub fn mended_by(mut self, next: impl Into<String>) -> Self {
        self.next = Some(next.into());
        self
    }
}

/// What `orion doctor` reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "orion doctor --json")]
pub struct DoctorReport {
    /// The version of this shape: 1.
    pub schema: u32,
    /// Whether nothing is in error.
    pub healthy: bool,
    /// Everything that was looked at, in the order of its code.
    pub findings: Vec<Finding>,
    /// What `--fix` mended before all this was looked at.
    pub mended: Vec<String>,
}

impl DoctorReport {
    /// Puts the findings in order.
    #[must_use]
    pub fn new(mut findings: Vec<Finding>, mended: Vec<String>) -> Self {
        findings.sort_by_key(|finding| finding.code);
        Self {
            schema: 1,
            healthy: findings
                .iter()
                .all(|finding| finding.health != Health::Error),
            findings,
            mended,
        }
    }
}
