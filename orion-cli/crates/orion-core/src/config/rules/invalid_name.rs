//! CFG011: a name with characters that names cannot have.

use crate::codes::{Code, Rule};
use crate::config::raw::{Misread, NAME_PATTERN, Written};
use crate::ids::{
    ContractName, DatabaseName, EventName, InvalidName, PhaseName, SecretName, ServiceName,
    StepName, WorkstreamId,
};

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG011"),
    name: "invalid name",
    what: "The name of a workstream, service, database, contract, event, secret, phase or step has a character \
           that names cannot have, or is empty or longer than 64 bytes.",
    why: "Names become branches, labels, containers, files and addresses; what they may hold is what all of \
          these take.",
    example: r#"`workstreams.toml` has:

    [workstreams."my auth"]"#,
    fix: "Start with a letter or a digit, and go on with letters, digits, `-`, `_` and `.`. A workstream's \
          `title` may be anything.",
};

impl From<InvalidName> for Misread {
    fn from(error: InvalidName) -> Self {
        Self {
            rule: &RULE,
            message: format!("`{}` is not a {}", error.text, error.kind),
            within: None,
            label: error.reason.to_owned(),
            help:
                "start with a letter or a digit, and go on with letters, digits, `-`, `_` and `.`"
                    .to_owned(),
        }
    }
}

macro_rules! written_names {
    ($($name:ident: $description:literal, $example:literal;)*) => {$(
        impl Written for $name {
            const DESCRIPTION: &'static str = $description;
            const PATTERN: &'static str = NAME_PATTERN;
            const EXAMPLES: &'static [&'static str] = &[$example];

            fn read(text: &str) -> Result<Self, Misread> {
                Self::parse(text).map_err(Misread::from)
            }
        }
    )*};
}

written_names! {
    WorkstreamId: "The id of a workstream.", "auth";
    ServiceName: "The name of a service.", "gateway";
    DatabaseName: "The name of a database.", "auth";
    ContractName: "The name of an API contract.", "auth-api";
    EventName: "The name of an event.", "user.registered";
    SecretName: "The name of a secret.", "auth-database-password";
    PhaseName: "The name of a phase.", "libraries";
    StepName: "The name of a step.", "lint";
}
