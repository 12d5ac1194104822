//! PLN006: the plan ends after its deadline.

use jiff::civil::Date;

use crate::codes::{Code, Rule};
use crate::diagnostic::Severity;
use crate::plan::{Days, PlanFinding};

/// PLN006
pub(crate) const RULE: Rule = Rule {
    code: Code("PLN006"),
    name: "deadline missed",
    what: "By the plan, not everything is done by the end of `deadline`.",
    why: "The deadline cannot be kept even if everything takes as long as it is judged to. What is on a critical path \
          has negative slack: by so much it would have to be shorter.",
    example: r#"`workstreams.toml` has:

    [project]
    start = 2026-11-23
    deadline = 2026-11-27

    [workstreams.auth]
    estimate = "7d""#,
    fix: "Shorten what is on the critical paths, let more of it overlap (`link = \"ss\"`), or move the deadline. The \
          paths and the slack are in:\n\n    orion plan",
};

/// The finding about a plan whose deadline leaves so many working days.
pub(in crate::plan) fn finding(deadline: Date, days: Days, end: Days) -> Option<PlanFinding> {
    (end > days).then(|| PlanFinding {
        code: RULE.code,
        severity: Severity::Error,
        workstream: None,
        phase: None,
        message: format!(
            "everything takes {end}d, and up to the deadline, {deadline}, there are {days}d"
        ),
        help: vec![format!(
            "every critical path has to be {}d shorter, or the deadline later",
            end - days
        )],
    })
}
