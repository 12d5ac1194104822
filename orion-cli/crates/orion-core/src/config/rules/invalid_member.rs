//! CFG012: a text that names nobody.

use crate::codes::{Code, Rule};
use crate::config::raw::{Misread, Written};
use crate::config::{Member, Mention};

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG012"),
    name: "invalid member",
    what: "A lead, member or mention is neither a GitHub login, nor a team, nor an e-mail address.",
    why: "People are recognised by what git and GitHub know of them; a bare name is neither.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]
    members = ["Grace Hopper"]"#,
    fix: "Write `@login`, `@organisation/team` or `someone@example.com`.",
};

impl Written for Member {
    const DESCRIPTION: &'static str = "A GitHub login, a GitHub team, or an e-mail address.";
    const PATTERN: &'static str = r"^(@[A-Za-z0-9._/\[\]-]+|[^@\s]+@[^@\s]+)$";
    const EXAMPLES: &'static [&'static str] = &["@grace", "@acme/platform", "grace@example.com"];

    fn read(text: &str) -> Result<Self, Misread> {
        text.parse().map_err(|_| Misread {
            rule: &RULE,
            message: format!("`{text}` names nobody"),
            within: None,
            label: String::new(),
            help: if text.contains(['@', ' ']) || text.is_empty() {
                "write `@login`, `@organisation/team` or `someone@example.com`".to_owned()
            } else {
                format!("write `@{text}` for the GitHub login, or an e-mail address")
            },
        })
    }
}

impl Written for Mention {
    const DESCRIPTION: &'static str = "`owner`: the lead of the workstream whose move it is; `owners`: the \
         leads of all that are touched; `lead`: the project's lead; `channel`: everyone; or somebody by name.";
    const PATTERN: &'static str =
        r"^(owner|owners|lead|channel|@[A-Za-z0-9._/\[\]-]+|[^@\s]+@[^@\s]+)$";
    const EXAMPLES: &'static [&'static str] = &["owner", "owners", "lead", "channel", "@grace"];

    fn read(text: &str) -> Result<Self, Misread> {
        Ok(match text {
            "owner" => Self::Owner,
            "owners" => Self::Owners,
            "lead" => Self::Lead,
            "channel" => Self::Channel,
            _ => Self::Member(Member::read(text).map_err(|misread| {
                Misread {
                    help:
                        "write `owner`, `owners`, `lead`, `channel`, `@login` or an e-mail address"
                            .to_owned(),
                    ..misread
                }
            })?),
        })
    }
}
