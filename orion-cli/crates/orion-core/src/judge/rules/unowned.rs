//! OWN005: a file that nobody owns.

use crate::audit::TreeFinding;
use crate::codes::{Code, Rule};
use crate::config::UnownedPolicy;
use crate::diagnostic::Severity;
use crate::judge::case::Case;
use crate::judge::hex_where_not_utf8;
use crate::judge::ruling::Ruling;
use crate::path::RepoPath;

/// OWN005
pub const RULE: Rule = Rule {
    code: Code("OWN005"),
    name: "file that nobody owns",
    what: "No rule in `workstreams.toml` covers the path. What that means stands in `[ownership] unowned`: \
           `allow` says nothing, `warn` (the default) reports it, `deny` refuses the change.",
    why: "A file without an owner is one that nobody reviews and nobody mends.",
    example: "You add `scripts/release.sh`, and no workstream's `owns` covers `scripts/`.",
    fix: "Give the path to a workstream in `workstreams.toml`, for example\n\
          \n    [workstreams.devops]\n    owns = [\"scripts/\"]\n\
          \nand see what else is left over: `orion check --all`.",
};

/// A path that no rule covers.
pub(in crate::judge) fn check(case: &Case<'_>) -> Ruling {
    let reason = format!("no rule gives {} to a workstream", case.subject());
    match case.unowned {
        UnownedPolicy::Allow => case.allowed(),
        UnownedPolicy::Warn => Ruling {
            code: Some(RULE.code),
            reason,
            next: Some(NEXT.to_owned()),
            ..case.allowed()
        },
        UnownedPolicy::Deny => case.denied(RULE.code, reason, NEXT.to_owned()),
    }
}

/// The finding about tracked files that no rule covers: a file, or all of a directory.
pub(crate) fn finding(path: RepoPath, files: usize, severity: Severity) -> TreeFinding {
    let message = if path.as_bytes().ends_with(b"/") {
        format!("no rule gives any of the {files} files in `{path}` to a workstream")
    } else {
        format!("no rule gives `{path}` to a workstream")
    };
    TreeFinding {
        code: RULE.code,
        severity,
        message,
        path_hex: hex_where_not_utf8(&path),
        path: Some(path),
        files: Some(files),
        rule: None,
        owner: None,
        line: None,
    }
}

/// Lists every path without an owner.
const NEXT: &str = "orion check --all";
