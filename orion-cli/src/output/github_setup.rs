//! What `orion github setup` answers for people.

use std::fmt::Write as _;

use orion_app::github_setup::{GithubSetupReport, SetupItem, SetupStatus};

use super::{Theme, visible};

/// One line for each label and file. Writing into a string cannot fail.
pub(crate) fn render_github_setup(report: &GithubSetupReport, theme: Theme) -> String {
    let mut text = String::new();
    let mut write = |what: &str, item: &SetupItem| {
        let name = theme.path(format!("`{}`", visible(&item.name)));
        let _ = match item.status {
            SetupStatus::Added => writeln!(text, "{} {what} {name}", theme.ok("added")),
            SetupStatus::Changed => writeln!(text, "{} {what} {name}", theme.warn("changed")),
            SetupStatus::AsItWas => writeln!(text, "{} {what} {name}", theme.dim("as it was")),
            SetupStatus::Kept => writeln!(text, "{} {what} {name}", theme.warn("differs: kept")),
        };
    };
    for item in &report.labels {
        write("label", item);
    }
    for item in &report.files {
        write("file", item);
    }
    if report
        .files
        .iter()
        .any(|item| item.status == SetupStatus::Kept)
    {
        let command = theme.hint("orion github setup --force");
        let _ = writeln!(text, "  next: {command} replaces what was kept");
    }
    if report.dry_run {
        text.push_str("nothing was written\n");
    }
    text
}
