//! CFG040: paths that two workstreams own by rules that are equally specific.

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;
use crate::ownership::{MAX_TIES, OwnershipRule, ties};

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG040"),
    name: "ownership tie",
    what: "Two workstreams own a path by patterns that are equally specific.",
    why: "The more specific pattern decides; between these nothing does, and the order in the file never matters.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]
    owns = ["services/*/Cargo.toml"]

    [workstreams.user]
    owns = ["services/*/Cargo.toml"]"#,
    fix: "Make one of the patterns more specific, with more literal names in front or more literal characters, or \
          leave the paths to one of the two.",
};

/// Finds ties. All rules of the file, in its order.
pub(crate) fn check(rules: &[&OwnershipRule]) -> Vec<Diagnostic> {
    let ties = ties(rules);
    let cut = ties.len() == MAX_TIES;
    let mut findings: Vec<Diagnostic> =
        ties.iter()
            .filter_map(|tie| {
                let (first, second) = (rules.get(tie.first)?, rules.get(tie.second)?);
                let example = String::from_utf8_lossy(&tie.example);
                let finding = Diagnostic::error(
                RULE.code,
                format!(
                    "`{}` and `{}` both own `{}`",
                    first.owner,
                    second.owner,
                    example.escape_debug()
                ),
            )
            .at(second.span.clone(), format!("owned by `{}`", second.owner))
            .also(
                first.span.clone(),
                format!("owned by `{}`, by a pattern that is as specific", first.owner),
            )
            .help("make one of the patterns more specific, or leave these paths to one of the two");
                Some(finding)
            })
            .collect();
    if cut && let Some(last) = findings.pop() {
        findings.push(last.note(format!("only the first {MAX_TIES} are shown")));
    }
    findings
}
