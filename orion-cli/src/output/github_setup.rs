//! What `orion github setup` answers for people.

use std::fmt::Write as _;

use orion_app::github_setup::{
    FieldChange, GithubSetupReport, ProtectionItem, SetupItem, SetupStatus,
};

use super::{Theme, visible, visible_lines};

/// One line for each label and file, and for the protection, with the difference below it. Writing into a string cannot
/// fail.
pub(crate) fn render_github_setup(report: &GithubSetupReport, theme: Theme) -> String {
    let mut text = String::new();
    for item in &report.labels {
        render_item(&mut text, "label", item, theme);
    }
    for item in &report.files {
        render_item(&mut text, "file", item, theme);
    }
    if let Some(item) = &report.protection {
        render_protection(&mut text, item, theme);
    }
    let has = |status| report.files.iter().any(|item| item.status == status);
    if has(SetupStatus::Kept) {
        let command = theme.hint("orion github setup --force");
        let _ = writeln!(text, "  next: {command} replaces what was kept");
    }
    if has(SetupStatus::LeftOut) {
        let command = theme.hint("orion github setup --install-from https://HOST/PATH@COMMIT");
        let _ = writeln!(
            text,
            "  next: {command} writes the workflows, which build `orion` from there"
        );
    }
    if report.dry_run {
        text.push_str("nothing was written\n");
    }
    text
}

fn write_head(text: &mut String, status: SetupStatus, what: &str, name: &str, theme: Theme) {
    let name = theme.path(format!("`{}`", visible(name)));
    let _ = match status {
        SetupStatus::Added => writeln!(text, "{} {what} {name}", theme.ok("added")),
        SetupStatus::Changed => writeln!(text, "{} {what} {name}", theme.warn("changed")),
        SetupStatus::AsItWas => writeln!(text, "{} {what} {name}", theme.dim("as it was")),
        SetupStatus::Kept => writeln!(text, "{} {what} {name}", theme.warn("differs: kept")),
        SetupStatus::LeftOut => writeln!(text, "{} {what} {name}", theme.warn("left out")),
        SetupStatus::Refused => writeln!(text, "{} {what} {name}", theme.fail("refused")),
    };
}

fn render_item(text: &mut String, what: &str, item: &SetupItem, theme: Theme) {
    write_head(text, item.status, what, &item.name, theme);
    if item.status == SetupStatus::Changed {
        render_changes(text, &item.changes, theme);
    }
    for line in item.diff.iter().flat_map(|diff| diff.lines()) {
        let _ = writeln!(text, "  {} {}", theme.dim("|"), visible_lines(line));
    }
}

fn render_changes(text: &mut String, changes: &[FieldChange], theme: Theme) {
    for FieldChange { field, from, to } in changes {
        let to = visible(to);
        let _ = match from {
            Some(from) => writeln!(
                text,
                "  {} {field}: {} → {to}",
                theme.dim("|"),
                visible(from)
            ),
            None => writeln!(text, "  {} {field}: {to}", theme.dim("|")),
        };
    }
}

fn render_protection(text: &mut String, item: &ProtectionItem, theme: Theme) {
    let what = match item.by.as_deref() {
        Some("ruleset") => "ruleset `orion` of",
        _ => "protection of",
    };
    write_head(text, item.status, what, &item.branch, theme);
    render_changes(text, &item.changes, theme);
    if let Some(because) = &item.because {
        let _ = writeln!(text, "  {} {}", theme.fail("because:"), visible(because));
        let needs = item.needs.as_deref().map_or_else(
            || "look at the branch's rules in the repository's settings".to_owned(),
            |needs| {
                format!(
                    "a token with the permission {needs}, of somebody who administers the repository, may"
                )
            },
        );
        let _ = writeln!(text, "  next: {}", visible(&needs));
    }
}
