//! CFG022: a text that is no path in the repository.

use crate::codes::{Code, Rule};
use crate::config::raw::{Misread, Written};
use crate::path::RepoPath;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG022"),
    name: "invalid path",
    what: "A text is not a path inside the repository.",
    why: "What lies outside is not the same on every machine.",
    example: r#"`workstreams.toml` has:

    [contracts]
    changelog = "../CHANGELOG.md""#,
    fix: "Write the path from the repository's root, without `/` in front and without `..`. The root itself is `.`.",
};

impl Written for RepoPath {
    const DESCRIPTION: &'static str = "A path from the repository's root.";
    const PATTERN: &'static str = "^[^/]";
    const EXAMPLES: &'static [&'static str] = &["docs/guide.md"];

    fn read(text: &str) -> Result<Self, Misread> {
        if text == "." {
            return Ok(Self::new(""));
        }
        let path = text.strip_suffix('/').unwrap_or(text);
        let problem = if path.is_empty() {
            Some("it is empty")
        } else if path.starts_with('/') {
            Some("it starts at the machine's root, not at the repository's")
        } else if path.split('/').any(|name| matches!(name, "" | "." | "..")) {
            Some("a name in it is empty, `.` or `..`")
        } else if path.chars().any(char::is_control) {
            Some("it holds a control character")
        } else {
            None
        };
        match problem {
            None => Ok(Self::new(path)),
            Some(reason) => Err(Misread {
                rule: &RULE,
                message: format!("`{}` is not a path in the repository", text.escape_debug()),
                within: None,
                label: reason.to_owned(),
                help: "write the path from the repository's root, as in `docs/guide.md`".to_owned(),
            }),
        }
    }
}
