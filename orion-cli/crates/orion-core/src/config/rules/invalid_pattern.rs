//! CFG021: a text that is no pattern of paths.

use crate::codes::{Code, Rule};
use crate::config::raw::{Misread, Written};
use crate::ownership::OwnedPattern;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG021"),
    name: "invalid pattern",
    what: "A text is not a pattern of paths.",
    why: "A pattern that matches nothing, or not what its author meant, leaves a boundary open.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]
    owns = ["/services/auth/"]"#,
    fix: "Write the path from the repository's root: `services/auth/` for a directory and all below, `*` and `?` in \
          one name, `**` for any directories, `{a,b}` for alternatives. Brackets are literal; a backslash takes the \
          next character literally.",
};

impl Written for OwnedPattern {
    const DESCRIPTION: &'static str = "Paths from the repository's root: a file, a directory with all below it, or \
         a pattern with `*`, `?`, `{a,b}` in a name and `**` for any directories. Brackets are literal.";
    const PATTERN: &'static str = "^[^/]";
    const EXAMPLES: &'static [&'static str] = &[
        "services/auth/",
        "README.md",
        "packages/*/prisma/",
        "**/Cargo.lock",
    ];

    fn read(text: &str) -> Result<Self, Misread> {
        text.parse()
            .map_err(|error: crate::ownership::PatternError| Misread {
                rule: &RULE,
                message: error.to_string(),
                within: Some(error.span()),
                label: String::new(),
                help: error.hint().to_owned(),
            })
    }
}
