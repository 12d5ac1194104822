//! CFG019: a time zone that there is not.

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::codes::{Code, Rule};
use crate::config::raw::{Misread, Written};
use crate::suggestion::closest;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG019"),
    name: "unknown time zone",
    what: "`timezone` is not a name of the IANA time zone database.",
    why: "Working hours and dates are the project's own; only a named zone knows its daylight saving.",
    example: r#"`workstreams.toml` has:

    [project]
    name = "shop"
    timezone = "Europe/Berln""#,
    fix: "Write a name such as `Europe/Berlin`, `America/New_York` or `UTC`.",
};

/// From the database that is built in, so that the answer is the same on every machine.
impl Written for TimeZone {
    const DESCRIPTION: &'static str = "A name of the IANA time zone database.";
    const PATTERN: &'static str = "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$";
    const EXAMPLES: &'static [&'static str] = &["Europe/Berlin", "America/New_York", "UTC"];

    fn read(text: &str) -> Result<Self, Misread> {
        let database = TimeZoneDatabase::bundled();
        database.get(text).map_err(|_| {
            let names: Vec<String> = database.available().map(|name| name.to_string()).collect();
            Misread {
                rule: &RULE,
                message: format!("there is no time zone `{text}`"),
                within: None,
                label: String::new(),
                help: match closest(text, names.iter().map(String::as_str)) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "write a name such as `Europe/Berlin` or `UTC`".to_owned(),
                },
            }
        })
    }
}
