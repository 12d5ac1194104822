//! `orion check --all` for people: what is left over, and by which line.

use std::fmt::Write as _;

use orion_core::audit::{TreeFinding, TreeReport};
use orion_core::codes::{Code, find};
use orion_core::diagnostic::Severity;
use orion_core::judge::POLICY_FILE;

use crate::output::counted::counted;
use crate::output::{Theme, visible, visible_bytes};

/// As many places of a code are listed; JSON lists them all.
const LISTED: usize = 20;

/// The whole answer. Writing into a string cannot fail.
pub(crate) fn render_tree(report: &TreeReport, theme: Theme) -> String {
    let mut text = String::new();
    for (code, findings) in by_code(&report.findings) {
        write_group(&mut text, code, &findings, theme);
    }
    let summary = report.summary;
    let verdict = if summary.errors > 0 {
        theme.fail(counted(summary.errors, "error")).to_string()
    } else if summary.warnings > 0 {
        theme.warn(counted(summary.warnings, "warning")).to_string()
    } else {
        theme.ok("nothing left over").to_string()
    };
    let _ = writeln!(
        text,
        "{}: {} owned, {} without an owner: {verdict}",
        counted(summary.tracked, "tracked file"),
        summary.owned,
        summary.unowned
    );
    text
}

fn by_code(findings: &[TreeFinding]) -> Vec<(Code, Vec<&TreeFinding>)> {
    let mut groups: Vec<(Code, Vec<&TreeFinding>)> = Vec::new();
    for finding in findings {
        match groups.iter_mut().find(|(code, _)| *code == finding.code) {
            Some((_, group)) => group.push(finding),
            None => groups.push((finding.code, vec![finding])),
        }
    }
    groups
}

fn write_group(text: &mut String, code: Code, findings: &[&TreeFinding], theme: Theme) {
    let refused = findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    let heading = if refused {
        theme.fail(format!("error[{code}]"))
    } else {
        theme.warn(format!("warning[{code}]"))
    };
    let name = find(code.0).map_or("", |rule| rule.name);
    let _ = writeln!(text, "{heading}: {name}");
    for finding in findings.iter().take(LISTED) {
        let _ = writeln!(text, "  {} {}", theme.dim("-->"), place(finding, theme));
    }
    if let Some(more) = findings.len().checked_sub(LISTED).filter(|more| *more > 0) {
        let _ = writeln!(text, "  {} and {more} more", theme.dim("..."));
    }
    let _ = writeln!(
        text,
        "   {} next: {}\n",
        theme.dim("="),
        theme.hint(format!("orion explain {code}"))
    );
}

fn place(finding: &TreeFinding, theme: Theme) -> String {
    match (&finding.path, finding.line) {
        (Some(path), _) => {
            let files = match finding.files {
                Some(files) if path.as_bytes().ends_with(b"/") => {
                    format!(" ({})", counted(files, "file"))
                }
                _ => String::new(),
            };
            let path = visible_bytes(path.as_bytes());
            format!("{}{files}", theme.path(path))
        }
        (None, Some(line)) => {
            let place = theme.path(format!("{POLICY_FILE}:{line}"));
            format!("{place} {}", visible(&finding.message))
        }
        (None, None) => visible(&finding.message).into_owned(),
    }
}
