//! CFG020: a branch template that no branch fits.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::config::BranchTemplate;
use crate::config::raw::{Misread, Written};

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG020"),
    name: "invalid branch",
    what: "`branch` does not have `{workstream}` in it once, or has what no branch's name can have.",
    why: "A template that fits no branch tells nobody's workstream, and one that fits by chance tells the wrong one.",
    example: r#"`workstreams.toml` has:

    [identity]
    branch = "feature/*""#,
    fix: "Write the names of your branches with `{workstream}` for the id and `*` for anything: \
          `\"{workstream}/*\"`. It is no regular expression.",
};

const PLACE: &str = "{workstream}";

impl Written for BranchTemplate {
    const DESCRIPTION: &'static str =
        "A branch's name with `{workstream}` for the workstream's id and `*` for anything.";
    const PATTERN: &'static str = r"^[^{}]*\{workstream\}[^{}]*$";
    const EXAMPLES: &'static [&'static str] = &["{workstream}/*", "feature/{workstream}-*"];

    fn read(text: &str) -> Result<Self, Misread> {
        let Some((before, after)) = text.split_once(PLACE) else {
            return Err(misread(
                format!("the template `{text}` does not say where the workstream stands"),
                None,
                "write `{workstream}` there, as in `{workstream}/*`",
            ));
        };
        if let Some(at) = after.find(PLACE) {
            let at = before.len() + PLACE.len() + at;
            return Err(misread(
                "the template has `{workstream}` twice".to_owned(),
                Some(at..at + PLACE.len()),
                "write it once, and `*` for anything else",
            ));
        }
        let never = |c: char| c.is_whitespace() || c.is_control() || "{}~^:?[]\\+()|$".contains(c);
        let place = before.len()..before.len() + PLACE.len();
        let stray = text
            .char_indices()
            .find(|(at, character)| !place.contains(at) && never(*character));
        if let Some((at, character)) = stray {
            return Err(misread(
                format!(
                    "`{}` cannot stand in a branch's name",
                    character.escape_debug()
                ),
                Some(at..at + character.len_utf8()),
                "write `*` for any run of characters; a template is no regular expression",
            ));
        }
        Ok(Self {
            before: before.to_owned(),
            after: after.to_owned(),
        })
    }
}

fn misread(message: String, within: Option<Range<usize>>, help: &str) -> Misread {
    Misread {
        rule: &RULE,
        message,
        within,
        label: String::new(),
        help: help.to_owned(),
    }
}
