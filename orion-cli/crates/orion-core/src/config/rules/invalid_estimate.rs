//! CFG016: a text or list that is no estimate, or no lag.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::config::raw::Length;
use crate::config::{Estimate, WorkingDays};
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG016"),
    name: "invalid estimate",
    what: "An estimate is not a length, a range or three points in working days; or a lag is not a length.",
    why: "The plan is computed from these. A range whose ends are swapped would make its middle meaningless.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]
    estimate = "7-5d""#,
    fix: "Write `\"3d\"`, `\"5-7d\"`, or the optimistic, likely and pessimistic case: `[\"2d\", \"3d\", \"7d\"]`.",
};

/// Reads `"3d"`, `"5-7d"` or a number of days.
pub(crate) fn read_one(length: &Length, span: &Range<usize>) -> Result<Estimate, Diagnostic> {
    let range = match length {
        Length::Text(text) => text.strip_suffix('d').and_then(|text| text.split_once('-')),
        Length::Number(_) => None,
    };
    let Some((low, high)) = range else {
        return read_length(length, span)
            .and_then(|days| not_negative(days, span).map(Estimate::Fixed));
    };
    match (days(low), days(high)) {
        (Some(low), Some(high)) if low <= high => Ok(Estimate::Range { low, high }),
        (Some(_), Some(_)) => Err(
            Diagnostic::error(RULE.code, "the range ends before it begins")
                .at(span.clone(), "")
                .help(format!("write `\"{high}-{low}d\"`")),
        ),
        _ => Err(no_length(length, span)),
    }
}

/// Reads the optimistic, likely and pessimistic case.
pub(crate) fn read_points(
    points: &[(Length, Range<usize>)],
    span: &Range<usize>,
) -> Result<Estimate, Diagnostic> {
    let [optimistic, likely, pessimistic] = points else {
        return Err(Diagnostic::error(
            RULE.code,
            format!("an estimate has three points, not {}", points.len()),
        )
        .at(span.clone(), "")
        .help("write the optimistic, likely and pessimistic case, or a single text such as `\"5-7d\"`"));
    };
    let read = |(length, span): &(Length, Range<usize>)| {
        read_length(length, span).and_then(|days| not_negative(days, span))
    };
    let (optimistic, likely, pessimistic) = (read(optimistic)?, read(likely)?, read(pessimistic)?);
    if optimistic > likely || likely > pessimistic {
        return Err(
            Diagnostic::error(RULE.code, "the three points are not in order")
                .at(span.clone(), "")
                .help("write the optimistic case first, then the likely one, then the pessimistic one"),
        );
    }
    Ok(Estimate::ThreePoint {
        optimistic,
        likely,
        pessimistic,
    })
}

/// Reads one length, which may be negative.
pub(crate) fn read_length(length: &Length, span: &Range<usize>) -> Result<WorkingDays, Diagnostic> {
    let days = match length {
        Length::Text(text) => {
            text.strip_suffix('d')
                .and_then(|text| match text.strip_prefix(['+', '-']) {
                    Some(amount) if text.starts_with('-') => {
                        days(amount).and_then(|days| WorkingDays::new(-days.get()))
                    }
                    Some(amount) => days(amount),
                    None => days(text),
                })
        }
        Length::Number(number) => WorkingDays::new(*number),
    };
    days.ok_or_else(|| no_length(length, span))
}

/// Reads digits, with a fraction or without.
fn days(text: &str) -> Option<WorkingDays> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let good = match text.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(text),
    };
    good.then(|| text.parse().ok())
        .flatten()
        .and_then(WorkingDays::new)
}

fn not_negative(days: WorkingDays, span: &Range<usize>) -> Result<WorkingDays, Diagnostic> {
    if days.get() < 0.0 {
        return Err(
            Diagnostic::error(RULE.code, "nothing takes less than no time")
                .at(span.clone(), "")
                .help("write `\"0d\"` for a milestone"),
        );
    }
    Ok(days)
}

fn no_length(length: &Length, span: &Range<usize>) -> Diagnostic {
    let text = match length {
        Length::Text(text) => format!("`{text}`"),
        Length::Number(number) => format!("{number}"),
    };
    Diagnostic::error(RULE.code, format!("{text} is not a number of days"))
        .at(span.clone(), "")
        .help("write working days, as in `\"3d\"`, `\"0.5d\"` or `\"5-7d\"`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Option<Estimate> {
        read_one(&Length::Text(text.to_owned()), &(0..0)).ok()
    }

    fn length(days: f64) -> WorkingDays {
        WorkingDays::new(days).unwrap()
    }

    #[test]
    fn lengths_and_ranges_are_estimates() {
        assert_eq!(one("3d"), Some(Estimate::Fixed(length(3.0))));
        assert_eq!(one("0.5d"), Some(Estimate::Fixed(length(0.5))));
        let range = Estimate::Range {
            low: length(5.0),
            high: length(7.0),
        };
        assert_eq!(one("5-7d"), Some(range));
        for text in [
            "", "d", "3", "3 d", "-3d", "5-d", "-d", "7-5d", "3e1d", "1d-2d", ".5d", "5.d",
            "9999999d",
        ] {
            assert_eq!(one(text), None, "{text}");
        }
    }

    #[test]
    fn a_lag_may_be_negative() {
        let lag = |text: &str| read_length(&Length::Text(text.to_owned()), &(0..0)).ok();
        assert_eq!(lag("-1.5d"), Some(length(-1.5)));
        assert_eq!(lag("+1d"), Some(length(1.0)));
        assert_eq!(lag("--1d"), None);
    }
}
