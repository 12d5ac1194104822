//! PLN007: leave makes the end later.

use jiff::civil::Date;

use crate::codes::{Code, Rule};
use crate::diagnostic::Severity;
use crate::plan::{Days, PlanFinding};

/// PLN007
pub(crate) const RULE: Rule = Rule {
    code: Code("PLN007"),
    name: "leave that makes the end later",
    what: "Around the `leave` of workstreams, the last day is later than the working days alone would have it.",
    why: "Length, slack and critical paths count working days and know no leave, which is in the dates alone. Whoever \
          reads only the former expects the end too early, and may look for it on the wrong path.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]
    estimate = "5d"
    leave = [{ from = 2026-11-25, to = 2026-11-26 }]"#,
    fix: "Let somebody stand in, or plan around it. The dates are right as they are:\n\n    orion plan --gantt",
};

/// The finding about a plan whose end is so many working days later for leave.
pub(in crate::plan) fn finding(
    end: Days,
    with_leave: Days,
    last: Option<Date>,
) -> Option<PlanFinding> {
    (with_leave > end).then(|| {
        let last = last.map_or_else(String::new, |last| format!(", {last}"));
        PlanFinding {
            code: RULE.code,
            severity: Severity::Warning,
            workstream: None,
            phase: None,
            message: format!(
                "around leave the last day{last}, is {}d later than by working days alone",
                with_leave - end
            ),
            help: vec!["let somebody stand in, or let what waits begin elsewhere".to_owned()],
        }
    })
}
