//! CFG025: a text that is no environment variable's name.

use crate::codes::{Code, Rule};
use crate::config::VariableName;
use crate::config::raw::{Misread, VARIABLE_PATTERN, Written};

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG025"),
    name: "invalid variable",
    what: "A name of an environment variable or build argument has a character that such names cannot have.",
    why: "A shell could not set it. A secret's value in the place of its variable's name would be published with \
          the file.",
    example: r#"`workstreams.toml` has:

    [notices.slack]
    webhook-env = "https://hooks.slack.com/services/T0/B0/x""#,
    fix: "Write the variable's name: letters, digits and `_`, no digit first. Its value belongs in the environment.",
};

impl Written for VariableName {
    const DESCRIPTION: &'static str = "The name of an environment variable.";
    const PATTERN: &'static str = VARIABLE_PATTERN;
    const EXAMPLES: &'static [&'static str] = &["ORION_SLACK_WEBHOOK"];

    fn read(text: &str) -> Result<Self, Misread> {
        Self::new(text).ok_or_else(|| Misread {
            rule: &RULE,
            // The text may be a secret that was put here by mistake, so it is not repeated.
            message: "this is not the name of an environment variable".to_owned(),
            within: None,
            label: String::new(),
            help: "write letters, digits and `_`, no digit first, and keep the value in the environment"
                .to_owned(),
        })
    }
}
