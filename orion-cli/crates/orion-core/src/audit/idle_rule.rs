//! OWN010: a rule that decides nothing.

use super::TreeFinding;
use crate::codes::{Code, Rule};
use crate::diagnostic::Severity;
use crate::judge::RuleReference;
use crate::ownership::OwnershipRule;

/// OWN010
pub const RULE: Rule = Rule {
    code: Code("OWN010"),
    name: "rule that decides nothing",
    what: "No tracked file is decided by this rule: its pattern matches none, or more specific rules win on \
           every file that it matches.",
    why: "A folder was renamed and its rule was not, or a name was misspelt: somebody believes that the rule \
          protects something.",
    example: "`owns = [\"service/auth/\"]`, where the folder is `services/auth/`.",
    fix: "Correct the pattern, or take the rule away. Where the files are still to come, leave it. To see who \
          owns what now:\n\n    orion owner --all",
};

/// The finding about a rule that decided no tracked file.
pub(super) fn finding(rule: &OwnershipRule, matches_any: bool) -> TreeFinding {
    let pattern = rule.pattern.as_str();
    let message = if matches_any {
        format!("more specific rules win on every file that `{pattern}` matches")
    } else {
        format!("`{pattern}` matches no tracked file")
    };
    TreeFinding {
        code: RULE.code,
        severity: Severity::Warning,
        message,
        path: None,
        path_hex: None,
        files: None,
        rule: Some(RuleReference::to(rule)),
        owner: Some(rule.owner.clone()),
        line: Some(rule.line),
    }
}
