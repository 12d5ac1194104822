//! CFG017: a window that is none.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::config::DayWindow;
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG017"),
    name: "invalid window",
    what: "`days` is not a first and a last day, in this order.",
    why: "A window is a workstream's duration in the plan. Reversed, it would be negative.",
    example: r"`workstreams.toml` has:

    [workstreams.auth]
    days = [7, 3]",
    fix: "Write the first and the last day of the plan, counted from 1, both included: `days = [3, 7]`.",
};

/// Takes the numbers of a window.
pub(crate) fn read(days: &[u32], span: &Range<usize>) -> Result<DayWindow, Diagnostic> {
    match *days {
        [first, last] if first <= last => Ok(DayWindow { first, last }),
        [first, last] => Err(
            Diagnostic::error(RULE.code, "the window ends before it begins")
                .at(span.clone(), "")
                .help(format!("write `days = [{last}, {first}]`")),
        ),
        _ => Err(Diagnostic::error(
            RULE.code,
            format!(
                "a window has a first and a last day, not {} numbers",
                days.len()
            ),
        )
        .at(span.clone(), "")
        .help("write two days of the plan, counted from 1, as in `days = [3, 7]`")),
    }
}
