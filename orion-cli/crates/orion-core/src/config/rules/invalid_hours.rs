//! CFG018: working hours that are none.

use jiff::civil::Time;

use crate::codes::{Code, Rule};
use crate::config::WorkingHours;
use crate::config::raw::{Misread, Written};

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG018"),
    name: "invalid hours",
    what: "`hours` is not a time of the day, a hyphen and a later one.",
    why: "Clocks in `business` mode count these hours. None at all would never run.",
    example: r#"`workstreams.toml` has:

    [project]
    name = "shop"
    hours = "17:00-09:00""#,
    fix: "Write `\"09:00-17:00\"`, on the 24-hour clock.",
};

impl Written for WorkingHours {
    const DESCRIPTION: &'static str = "From when to when a working day is, on the 24-hour clock.";
    const PATTERN: &'static str = "^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$";
    const EXAMPLES: &'static [&'static str] = &["09:00-17:00"];

    fn read(text: &str) -> Result<Self, Misread> {
        let misread = |message: String, help: String| Misread {
            rule: &RULE,
            message,
            within: None,
            label: String::new(),
            help,
        };
        let times = text
            .split_once('-')
            .and_then(|(from, to)| Some((time(from)?, time(to)?)));
        match times {
            Some((from, to)) if from < to => Ok(Self { from, to }),
            Some(_) => Err(misread(
                "the working day ends before it begins".to_owned(),
                "write the earlier time first, as in `09:00-17:00`".to_owned(),
            )),
            None => Err(misread(
                format!("`{text}` is not a span of hours"),
                "write two times of the 24-hour clock, as in `09:00-17:00`".to_owned(),
            )),
        }
    }
}

fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    let number = |text: &str| {
        (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse().ok())
            .flatten()
    };
    Time::new(number(hour)?, number(minute)?, 0, 0).ok()
}
