//! CFG026: a document's path without its name.

use crate::codes::{Code, Rule};
use crate::config::DocumentTemplate;
use crate::config::raw::{Misread, Written};
use crate::path::RepoPath;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG026"),
    name: "invalid template",
    what: "`documents` or `events` is not a path with `{name}` in it once.",
    why: "Each contract and each event has a document of its own, which is found by this path.",
    example: r#"`workstreams.toml` has:

    [contracts]
    documents = "contracts/openapi.json""#,
    fix: "Write the path from the repository's root with `{name}` for the name: `\"contracts/openapi/{name}.json\"`.",
};

const PLACE: &str = "{name}";

impl Written for DocumentTemplate {
    const DESCRIPTION: &'static str = "A path from the repository's root with `{name}` in it once.";
    const PATTERN: &'static str = r"^[^/{}][^{}]*\{name\}[^{}]*$|^\{name\}[^{}]*$";
    const EXAMPLES: &'static [&'static str] = &["contracts/openapi/{name}.json"];

    fn read(text: &str) -> Result<Self, Misread> {
        let template = text.split_once(PLACE).filter(|(before, after)| {
            let path = [*before, "name", *after].concat();
            !path.contains(['{', '}']) && !path.ends_with('/') && RepoPath::read(&path).is_ok()
        });
        match template {
            Some((before, after)) => Ok(Self {
                before: before.to_owned(),
                after: after.to_owned(),
            }),
            None => Err(Misread {
                rule: &RULE,
                message: format!("`{text}` is not a path with `{PLACE}` in it"),
                within: None,
                label: String::new(),
                help: "write the path with `{name}` once, as in `contracts/openapi/{name}.json`"
                    .to_owned(),
            }),
        }
    }
}
