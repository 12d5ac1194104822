//! CFG015: a text that is no duration.

use std::time::Duration;

use crate::codes::{Code, Rule};
use crate::config::raw::{Misread, Written};

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG015"),
    name: "invalid duration",
    what: "A clock, time-out or interval is not a duration.",
    why: "Without its unit, `24` could be hours or seconds.",
    example: r#"`workstreams.toml` has:

    [sla]
    contract-review = "24""#,
    fix: "Write whole numbers with their units: `ms`, `s`, `m`, `h`, `d` (24 hours), as in `24h` or `1h30m`.",
};

impl Written for Duration {
    const DESCRIPTION: &'static str =
        "A duration: whole numbers with their units `ms`, `s`, `m`, `h`, `d` (24 hours).";
    const PATTERN: &'static str = "^([0-9]+(ms|s|m|h|d))+$";
    const EXAMPLES: &'static [&'static str] = &["24h", "1h30m", "500ms"];

    fn read(text: &str) -> Result<Self, Misread> {
        parse(text).ok_or_else(|| Misread {
            rule: &RULE,
            message: format!("`{text}` is not a duration"),
            within: None,
            label: String::new(),
            help: if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
                format!("add its unit: `{text}h`, `{text}m`, `{text}s`")
            } else {
                "write whole numbers with their units, as in `24h`, `1h30m` or `500ms`".to_owned()
            },
        })
    }
}

/// The sum of the parts; `None` where a part has no number or no unit, or where it is too long to count.
fn parse(text: &str) -> Option<Duration> {
    let mut rest = text;
    let mut total = 0_u64;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, tail) = rest.split_at(digits);
        let unit = tail
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(unit);
        let milliseconds = match unit {
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => return None,
        };
        let part = number.parse::<u64>().ok()?.checked_mul(milliseconds)?;
        total = total.checked_add(part)?;
        rest = tail;
    }
    (!text.is_empty()).then(|| Duration::from_millis(total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up() {
        for (text, milliseconds) in [
            ("500ms", 500),
            ("0m", 0),
            ("24h", 86_400_000),
            ("1d", 86_400_000),
            ("1h30m", 5_400_000),
            ("1m1s1ms", 61_001),
        ] {
            assert_eq!(
                parse(text),
                Some(Duration::from_millis(milliseconds)),
                "{text}"
            );
        }
    }

    #[test]
    fn what_has_no_number_or_no_unit_is_none() {
        for text in [
            "",
            "h",
            "24",
            "-1h",
            "1.5h",
            "1 h",
            "1w",
            "1hm",
            "99999999999999999999h",
            "9999999999999999d",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
