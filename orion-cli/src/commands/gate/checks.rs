//! Orion's own checks, as steps of a gate.

use orion_app::check::{CheckRequest, CheckScope, check};
use orion_app::gate::{CheckEnd, Checks, Merges as _};
use orion_app::ports::ChangeScope;
use orion_core::config::BuiltInCheck;
use orion_core::quality::Verdict;

use super::approval::approval;
use crate::commands::check::speaker;
use crate::context::{Context, GateContext};
use crate::output::check::render_check;
use crate::output::{Theme, visible_bytes};

/// The checks of this work tree.
pub(super) struct LocalChecks<'a> {
    pub(super) site: &'a GateContext,
    pub(super) context: &'a Context,
}

impl Checks for LocalChecks<'_> {
    fn judges(&self, check: BuiltInCheck) -> bool {
        match check {
            BuiltInCheck::Boundaries
            | BuiltInCheck::Conflicts
            | BuiltInCheck::Approval
            | BuiltInCheck::Coverage => true,
            BuiltInCheck::Contracts => false,
        }
    }

    async fn judge(&self, check: BuiltInCheck, scope: Option<&ChangeScope>) -> CheckEnd {
        match check {
            BuiltInCheck::Boundaries => self.boundaries(scope),
            BuiltInCheck::Conflicts => self.conflicts(scope),
            BuiltInCheck::Approval => approval(self.site, self.context).await,
            BuiltInCheck::Coverage => self.coverage(),
            BuiltInCheck::Contracts => {
                CheckEnd::Unknown(format!("`{}` cannot be judged", check.as_str()))
            }
        }
    }
}

/// What is said where nobody knows what the change is compared with.
const NO_BASE: &str = "it is not known what the change is compared with; `--range A..B` says it";

impl LocalChecks<'_> {
    fn boundaries(&self, scope: Option<&ChangeScope>) -> CheckEnd {
        let scope = match scope {
            None => return CheckEnd::Unknown(NO_BASE.to_owned()),
            Some(ChangeScope::Staged) => CheckScope::Staged {
                override_reason: self.context.environment.override_reason.clone(),
            },
            Some(ChangeScope::Range { base, head }) => CheckScope::Range {
                base: base.clone(),
                head: head.clone(),
                approved: Vec::new(),
            },
        };
        let request = CheckRequest {
            scope,
            speaker: speaker(&[], self.context),
        };
        match check(&self.site.repository, &request) {
            Err(error) => CheckEnd::Unknown(error.to_string()),
            Ok(report) if report.summary.denied == 0 => CheckEnd::Passed,
            Ok(report) => CheckEnd::Failed(
                "the change leaves its boundaries".to_owned(),
                render_check(&report, Theme::PLAIN),
            ),
        }
    }

    /// What is staged cannot be merged before it is committed, so HEAD stands for it.
    fn conflicts(&self, scope: Option<&ChangeScope>) -> CheckEnd {
        let (base, head) = match scope {
            Some(ChangeScope::Range { base, head }) => (base.clone(), head.clone()),
            None => return CheckEnd::Unknown(NO_BASE.to_owned()),
            Some(ChangeScope::Staged) => match self.site.base() {
                Ok(Some(base)) => (base, "HEAD".to_owned()),
                Ok(None) => return CheckEnd::Unknown(NO_BASE.to_owned()),
                Err(failure) => return CheckEnd::Unknown(failure.message),
            },
        };
        match self.site.repository.conflicts(&base, &head) {
            Err(error) => CheckEnd::Unknown(error.to_string()),
            Ok(paths) if paths.is_empty() => CheckEnd::Passed,
            Ok(paths) => {
                let lines = paths
                    .iter()
                    .map(|path| format!("{}\n", visible_bytes(path.as_bytes())));
                CheckEnd::Failed(format!("it conflicts with `{base}`"), lines.collect())
            }
        }
    }

    /// Reads what was measured, and keeps it: a gate is where measuring is done.
    fn coverage(&self) -> CheckEnd {
        let figure = match self.site.coverage(self.context) {
            Ok(figure) => figure,
            Err(failure) => return CheckEnd::Unknown(failure.message),
        };
        let percent = |value: Option<f64>| {
            value.map_or_else(|| "unknown".to_owned(), |value| format!("{value:.1} %"))
        };
        let said = format!(
            "coverage is {}, and its target is above {}",
            percent(figure.value),
            percent(figure.target)
        );
        match figure.verdict {
            Verdict::Ok => CheckEnd::Passed,
            Verdict::Missed => CheckEnd::Failed(said, String::new()),
            Verdict::Stale | Verdict::Unknown | Verdict::NoTarget => {
                CheckEnd::Unknown(figure.because.unwrap_or(said))
            }
        }
    }
}
