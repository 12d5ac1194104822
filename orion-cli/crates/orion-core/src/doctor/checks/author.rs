//! DOC021: somebody who works here and is in no workstream.

use std::collections::BTreeSet;

use crate::codes::{Code, Rule};
use crate::config::{Member, Workspace};
use crate::doctor::Finding;
use crate::suggestion::closest;

/// DOC021
pub const RULE: Rule = Rule {
    code: Code("DOC021"),
    name: "unknown members",
    what: "An e-mail address in `members` is almost, but not quite, that of somebody who commits here; or \
           people commit here whose address is in no `members`.",
    why: "Where neither a setting nor the branch says who is acting, the address does. A slip in it makes \
          somebody nobody.",
    example: "`members = [\"ada@exmaple.com\"]`, and commits by `ada@example.com`.",
    fix: "Correct the address in `workstreams.toml`, or add the missing ones.",
};

/// As many are named; the rest is counted.
const NAMED: usize = 3;

/// Judges the addresses of recent authors. A project that lists no addresses does not tell people by them.
#[must_use]
pub fn check(authors: &BTreeSet<String>, workspace: &Workspace) -> Vec<Finding> {
    let members: BTreeSet<&str> = workspace
        .workstreams
        .iter()
        .flat_map(|workstream| workstream.members.iter().chain(&workstream.lead))
        .filter_map(|member| match member {
            Member::Email(email) => Some(email.as_str()),
            Member::Login(_) | Member::Team(_) => None,
        })
        .collect();
    if members.is_empty() {
        return Vec::new();
    }
    let is_member = |author: &str| {
        members
            .iter()
            .any(|member| member.eq_ignore_ascii_case(author))
    };
    let strangers: Vec<&str> = authors
        .iter()
        .map(String::as_str)
        .filter(|author| !is_member(author))
        .collect();
    let mut findings: Vec<Finding> = members
        .iter()
        .filter(|member| !authors.iter().any(|author| author.eq_ignore_ascii_case(member)))
        .filter_map(|member| Some((member, closest(member, strangers.iter().copied())?)))
        .map(|(member, author)| {
            Finding::warning(
                &RULE,
                format!("`{member}` in `members` has not committed here, `{author}` has: one of them may be a slip"),
                format!("write `{author}` in `workstreams.toml`"),
            )
        })
        .collect();
    if findings.is_empty() && !strangers.is_empty() {
        let mut names: Vec<String> = strangers
            .iter()
            .take(NAMED)
            .map(|author| format!("`{author}`"))
            .collect();
        if strangers.len() > NAMED {
            names.push(format!("{} more", strangers.len() - NAMED));
        }
        findings.push(Finding::note(
            &RULE,
            format!(
                "commits here by people in no `members`: {}",
                names.join(", ")
            ),
        ));
    }
    if findings.is_empty() {
        findings.push(Finding::ok(
            &RULE,
            "everybody who commits here is in a workstream",
        ));
    }
    findings
}
