//! CFG013: a text that names no repository.

use crate::codes::{Code, Rule};
use crate::config::RepositoryName;
use crate::config::raw::{Misread, Written};

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG013"),
    name: "invalid repository",
    what: "`repository` is not `owner/name`.",
    why: "It becomes part of addresses on GitHub.",
    example: r#"`workstreams.toml` has:

    [project]
    name = "shop"
    repository = "https://github.com/acme/shop.git""#,
    fix: "Write `acme/shop`, or `github.example.com/acme/shop` on a server of your own. Without the key the \
          `origin` remote decides.",
};

impl Written for RepositoryName {
    const DESCRIPTION: &'static str =
        "`owner/name`, or `host/owner/name` on a GitHub Enterprise server.";
    const PATTERN: &'static str = "^([A-Za-z0-9.:-]+/)?[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$";
    const EXAMPLES: &'static [&'static str] = &["acme/shop", "github.example.com/acme/shop"];

    fn read(text: &str) -> Result<Self, Misread> {
        let parts: Vec<&str> = text.split('/').collect();
        let (host, owner, name) = match parts.as_slice() {
            [owner, name] => (None, *owner, *name),
            [host, owner, name] => (Some(*host), *owner, *name),
            _ => return Err(misread(text)),
        };
        let host_is_good = host.is_none_or(|host| fits(host, b".-:"));
        if host_is_good && fits(owner, b"-_.") && fits(name, b"-_.") {
            Ok(Self {
                host: host.map(str::to_owned),
                owner: owner.to_owned(),
                name: name.to_owned(),
            })
        } else {
            Err(misread(text))
        }
    }
}

fn fits(text: &str, also: &[u8]) -> bool {
    !text.is_empty()
        && !matches!(text, "." | "..")
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || also.contains(&byte))
}

fn misread(text: &str) -> Misread {
    Misread {
        rule: &RULE,
        message: format!("`{text}` is not a repository"),
        within: None,
        label: String::new(),
        help: "write `owner/name`, as in `acme/shop`".to_owned(),
    }
}
