//! CFG014: a day that does not exist, or days in the wrong order.

use std::ops::Range;

use jiff::civil::Date;

use crate::codes::{Code, Rule};
use crate::config::raw::Day;
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG014"),
    name: "invalid date",
    what: "A date has a time, is in no calendar, or ends something before it begins.",
    why: "The plan counts in whole days, forwards.",
    example: r#"`workstreams.toml` has:

    [project]
    name = "shop"
    start = 2026-11-23
    deadline = 2026-11-01"#,
    fix: "Write the day alone, as in `2026-11-23`, and the later one where the end is asked for.",
};

/// The day of a TOML date.
pub(crate) fn read(day: Day, span: &Range<usize>) -> Result<Date, Diagnostic> {
    let (Some(date), None, None) = (day.0.date, day.0.time, day.0.offset) else {
        return Err(
            Diagnostic::error(RULE.code, "expected a date, found a time")
                .at(span.clone(), "")
                .help("write the day alone, as in `2026-11-23`"),
        );
    };
    let parts = (
        i16::try_from(date.year),
        i8::try_from(date.month),
        i8::try_from(date.day),
    );
    let (Ok(year), Ok(month), Ok(day)) = parts else {
        return Err(no_such_day(span));
    };
    Date::new(year, month, day).map_err(|_| no_such_day(span))
}

fn no_such_day(span: &Range<usize>) -> Diagnostic {
    Diagnostic::error(RULE.code, "there is no such day")
        .at(span.clone(), "")
        .help("write a day of the calendar, as in `2026-11-23`")
}

/// `to` comes before `from`. `what` begins the message, for example `the deadline`.
pub(crate) fn reversed(
    what: &str,
    from: (Date, Range<usize>),
    to: (Date, Range<usize>),
) -> Option<Diagnostic> {
    (to.0 < from.0).then(|| {
        Diagnostic::error(RULE.code, format!("{what} is before its beginning"))
            .at(to.1, "")
            .also(from.1, "it begins here")
            .help("write the earlier day first")
    })
}
