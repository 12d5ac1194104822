//! What became of each hook, for people.

use std::fmt::Write as _;

use orion_app::hook::{HookAction, HookReport};

use crate::output::{Theme, visible};

/// A line for each hook, what to do about those that need it, and what else is to be said.
pub(super) fn render(report: &HookReport, theme: Theme) -> String {
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = writeln!(
        text,
        "hooks in {}{}",
        theme.path(visible(&report.directory)),
        if report.dry_run {
            " (dry run: nothing is written)"
        } else {
            ""
        }
    );
    for outcome in &report.hooks {
        let word = word(outcome.action);
        let word = match outcome.action {
            HookAction::Refused => theme.fail(word).to_string(),
            HookAction::Left => theme.warn(word).to_string(),
            HookAction::Absent | HookAction::Unchanged => theme.dim(word).to_string(),
            _ => theme.ok(word).to_string(),
        };
        let _ = write!(text, "  {:<18} {word}", outcome.hook.as_str());
        if !outcome.path.starts_with(&report.directory) {
            let _ = write!(text, " ({})", theme.path(visible(&outcome.path)));
        }
        match (&outcome.previous, outcome.action) {
            (
                Some(previous),
                HookAction::Installed | HookAction::Updated | HookAction::Unchanged,
            ) => {
                let _ = write!(text, ", and then runs `{}`", visible(file_name(previous)));
            }
            (Some(_), HookAction::Restored) => text.push_str(": the hook that was there is back"),
            _ => {}
        }
        if let Some(reason) = &outcome.reason {
            let _ = write!(text, ": {}", visible(reason));
        }
        text.push('\n');
        if let Some(next) = &outcome.next {
            let _ = writeln!(text, "    {} {}", theme.hint("next:"), visible(next));
        }
    }
    for warning in &report.warnings {
        let _ = writeln!(
            text,
            "{} {}",
            theme.warn("warning:"),
            visible(&warning.message)
        );
        let _ = writeln!(
            text,
            "    {} {}",
            theme.hint("next:"),
            visible(&warning.next)
        );
    }
    text
}

fn word(action: HookAction) -> &'static str {
    match action {
        HookAction::Installed => "installed",
        HookAction::Updated => "updated",
        HookAction::Unchanged => "unchanged",
        HookAction::CallsOrion => "runs Orion already",
        HookAction::Refused => "not installed",
        HookAction::Removed => "removed",
        HookAction::Restored => "restored",
        HookAction::Absent => "not there",
        HookAction::Left => "left",
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
