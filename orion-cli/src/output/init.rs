//! What `orion init` answers for people.

use std::fmt::Write as _;

use orion_app::init::{InitOutcome, InitReport, InitSource, OwnerChange};
use orion_core::codeowners::Difference;

use super::counted::counted;
use super::{Theme, visible, visible_bytes};

/// As many paths and workstreams are listed; JSON lists them all.
const LISTED: usize = 20;

/// The whole answer. Writing into a string cannot fail.
pub(crate) fn render_init(report: &InitReport, theme: Theme) -> String {
    let mut text = String::new();
    let path = theme.path(format!("`{}`", report.path));
    match report.outcome {
        InitOutcome::Written => {
            let _ = writeln!(text, "{} {path} from {}", theme.ok("wrote"), source(report));
            write_parts(&mut text, report, theme);
        }
        InitOutcome::Unchanged => {
            let _ = writeln!(text, "{path} already says just this");
        }
        InitOutcome::Kept => {
            let _ = writeln!(
                text,
                "{path} is there already, and {}; from {} it would say something else",
                theme.ok("stays as it is"),
                source(report)
            );
            write_changes(&mut text, report.changes.as_deref());
        }
        InitOutcome::Refused => {
            let _ = writeln!(
                text,
                "{}: {} would have other owners than by CODEOWNERS",
                theme.fail("nothing was written"),
                counted(report.differences.len(), "tracked file")
            );
            write_differences(&mut text, &report.differences);
        }
        InitOutcome::Printed => {}
    }
    let _ = writeln!(text, "\nnext:");
    for command in &report.next {
        let (command, purpose) = (theme.hint(format!("{command:<32}")), purpose(command));
        let _ = writeln!(text, "  {command}  {purpose}");
    }
    text
}

/// One line for each path: whose it is, and whose it would be.
pub(super) fn write_differences(text: &mut String, differences: &[Difference]) {
    for difference in differences.iter().take(LISTED) {
        let _ = writeln!(
            text,
            "  {}: {}, not {}",
            visible_bytes(difference.path.as_bytes()),
            visible(&difference.after.to_string()),
            visible(&difference.before.to_string())
        );
    }
    write_more(text, differences.len());
}

fn write_more(text: &mut String, count: usize) {
    if let Some(more) = count.checked_sub(LISTED).filter(|more| *more > 0) {
        let _ = writeln!(text, "  ... and {more} more");
    }
}

fn source(report: &InitReport) -> String {
    let files: Vec<String> = report
        .files
        .iter()
        .map(|file| format!("`{}`", visible(file)))
        .collect();
    match report.source {
        InitSource::Codeowners => files.join(", "),
        InitSource::Layout if files.is_empty() => "the folders".to_owned(),
        InitSource::Layout => format!("the folders and {}", files.join(", ")),
        InitSource::Seed => "the template `seed`".to_owned(),
    }
}

fn write_parts(text: &mut String, report: &InitReport, theme: Theme) {
    let width = report
        .workstreams
        .iter()
        .take(LISTED)
        .map(|part| part.id.as_str().len())
        .max()
        .unwrap_or_default();
    for part in report.workstreams.iter().take(LISTED) {
        let files = counted(part.files, "file");
        let _ = writeln!(
            text,
            "  {}  {files:>12}  {}",
            theme.path(format!("{:<width$}", part.id.as_str())),
            theme.dim(visible(&part.title))
        );
    }
    write_more(text, report.workstreams.len());
    let _ = writeln!(
        text,
        "{}, {} of {} owned",
        counted(report.workstreams.len(), "workstream"),
        report.tracked - report.unowned,
        counted(report.tracked, "tracked file")
    );
}

fn write_changes(text: &mut String, changes: Option<&[OwnerChange]>) {
    let Some(changes) = changes else {
        let _ = writeln!(
            text,
            "the one that is there has errors: `orion check --all` shows them"
        );
        return;
    };
    if changes.is_empty() {
        let _ = writeln!(text, "every tracked file would have the same workstream");
    }
    let name = |owner: &Option<_>| match owner {
        Some(owner) => format!("{owner}"),
        None => "nobody".to_owned(),
    };
    for change in changes.iter().take(LISTED) {
        let _ = writeln!(
            text,
            "  {}: {} instead of {}",
            visible_bytes(change.path.as_bytes()),
            name(&change.after),
            name(&change.before)
        );
    }
    write_more(text, changes.len());
}

fn purpose(command: &str) -> &'static str {
    match command {
        "orion check --all" => "hold the file against every tracked file",
        "orion hook install" => "stop a wrong commit before it is made",
        "orion codeowners" => "write .github/CODEOWNERS from it",
        "orion init --dry-run" => "see the file that would be written",
        "orion init --force" | "orion init --accept-differences" => "write it all the same",
        _ => "write the file",
    }
}
