//! CFG027: a text that is not the path of an address.

use crate::codes::{Code, Rule};
use crate::config::HttpPath;
use crate::config::raw::{Misread, Written};

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG027"),
    name: "invalid route",
    what: "The `http` of a probe is not the path of an address.",
    why: "The host is the service itself, and its port has a key of its own; what is left of the address is its path.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]

    [services.web]
    workstream = "auth"
    health = { http = "http://localhost:8080/health", port = 8080 }"#,
    fix: "Write the path with `/` first, as in `/health/ready`, and the port as `port`.",
};

impl Written for HttpPath {
    const DESCRIPTION: &'static str = "The path of an address, with `/` first.";
    const PATTERN: &'static str = "^/[!-\"$-~]*$";
    const EXAMPLES: &'static [&'static str] = &["/health/ready"];

    fn read(text: &str) -> Result<Self, Misread> {
        Self::new(text).ok_or_else(|| Misread {
            rule: &RULE,
            message: format!("`{}` is not the path of an address", text.escape_debug()),
            within: None,
            label: String::new(),
            help: "write it with `/` first, as in `/health/ready`, and the port as `port`"
                .to_owned(),
        })
    }
}
