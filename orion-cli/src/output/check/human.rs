//! For people: what was refused or asked for, by which line, whose it is, and the next step.

use std::borrow::Cow;
use std::fmt::Write as _;

use orion_core::codes::{Code, find};
use orion_core::ids::WorkstreamId;
use orion_core::judge::{CheckReport, JudgedChange, OverrideReport, POLICY_FILE};

use super::group::{Group, groups};
use super::words::{Level, what_happened};
use crate::output::counted::counted;
use crate::output::{Theme, visible, visible_bytes};

/// As many paths of a group are listed; JSON lists them all.
const LISTED: usize = 8;

/// The whole answer, empty when nothing changes. Writing into a string cannot fail.
pub(crate) fn render_check(report: &CheckReport, theme: Theme) -> String {
    let mut text = String::new();
    if report.changes.is_empty() {
        return text;
    }
    for group in groups(&report.changes) {
        write_group(&mut text, &group, report, theme);
        text.push('\n');
    }
    write_derived(&mut text, &report.changes, theme);
    for overridden in &report.overrides {
        write_override(&mut text, overridden, theme);
    }
    write_actor(&mut text, report, theme);
    write_counts(&mut text, report, theme);
    text
}

fn write_group(text: &mut String, group: &Group<'_>, report: &CheckReport, theme: Theme) {
    let [first, ..] = group.changes.as_slice() else {
        return;
    };
    let _ = writeln!(
        text,
        "{}: {}",
        heading(Level::of(first), group.code, theme),
        what_is_said(group, first)
    );
    for change in group.changes.iter().take(LISTED) {
        let path = visible_bytes(change.path.as_bytes());
        let _ = writeln!(
            text,
            "  {} {} ({})",
            theme.dim("-->"),
            theme.path(path),
            what_happened(change)
        );
    }
    if let Some(more) = group
        .changes
        .len()
        .checked_sub(LISTED)
        .filter(|more| *more > 0)
    {
        let _ = writeln!(text, "  {} and {more} more", theme.dim("..."));
    }
    let mut fact = |name: &str, value: &str| {
        let _ = writeln!(text, "   {} {name}: {value}", theme.dim("="));
    };
    let under_one_rule = group.changes.iter().all(|change| change.rule == first.rule);
    if let Some(rule) = rule_of(first).filter(|_| under_one_rule) {
        fact("rule", &rule);
    }
    if let Some(owner) = first.owner.as_ref().filter(|_| under_one_rule) {
        fact("owner", &described(owner, report));
    }
    let others: Vec<String> = first
        .reviewers
        .iter()
        .filter(|reviewer| Some(*reviewer) != first.owner.as_ref())
        .map(|reviewer| described(reviewer, report))
        .collect();
    if !others.is_empty() {
        fact("reviewers", &others.join("; "));
    }
    if let Some(next) = &first.next {
        let next = visible(next);
        let _ = writeln!(text, "   {} next: {}", theme.dim("="), theme.hint(next));
    }
}

fn heading(level: Level, code: Code, theme: Theme) -> String {
    match level {
        Level::Error => theme.fail(format!("error[{code}]")).to_string(),
        Level::Warning => theme.warn(format!("approval[{code}]")).to_string(),
        Level::Note => theme.warn(format!("warning[{code}]")).to_string(),
    }
}

/// One change speaks for itself; of several the rule's name is said.
fn what_is_said<'g>(group: &Group<'g>, first: &'g JudgedChange) -> Cow<'g, str> {
    match (group.changes.len(), find(group.code.0)) {
        (2.., Some(rule)) => format!("{} ({} changes)", rule.name, group.changes.len()).into(),
        _ => visible(&first.reason),
    }
}

fn rule_of(change: &JudgedChange) -> Option<String> {
    let rule = change.rule.as_ref()?;
    let access = change.access.map_or("", |access| access.as_str());
    let version = if rule.from_base {
        ", as it stands at the base"
    } else {
        ""
    };
    Some(format!(
        "{POLICY_FILE}:{} `{}` {access}{version}",
        rule.line,
        visible(&rule.pattern)
    ))
}

/// A workstream with its title and lead: "`auth`, Auth Service, lead @alice".
fn described(id: &WorkstreamId, report: &CheckReport) -> String {
    let mut text = format!("`{id}`");
    if let Some(owner) = report.owners.iter().find(|owner| owner.id == *id) {
        if owner.title != id.as_str() {
            let _ = write!(text, ", {}", visible(&owner.title));
        }
        if let Some(lead) = &owner.lead {
            let _ = write!(text, ", lead {}", visible(lead));
        }
    }
    text
}

/// Files that may change because their source does.
fn write_derived(text: &mut String, changes: &[JudgedChange], theme: Theme) {
    let derived: Vec<&JudgedChange> = changes
        .iter()
        .filter(|change| change.code.is_none() && !change.reason.is_empty())
        .collect();
    for change in derived.iter().take(LISTED) {
        let _ = writeln!(text, "{} {}", theme.dim("note:"), visible(&change.reason));
    }
    if let Some(more) = derived.len().checked_sub(LISTED).filter(|more| *more > 0) {
        let _ = writeln!(
            text,
            "{} {more} more change with their sources",
            theme.dim("note:")
        );
    }
}

fn write_override(text: &mut String, overridden: &OverrideReport, theme: Theme) {
    let commit = match &overridden.commit {
        Some(id) => format!("commit {}", id.get(..12).unwrap_or(id)),
        None => "this commit".to_owned(),
    };
    let _ = writeln!(
        text,
        "{} {commit} lets {} through: {}",
        theme.warn("override:"),
        counted(overridden.paths.len(), "refused change"),
        visible(&overridden.reason),
    );
}

fn write_actor(text: &mut String, report: &CheckReport, theme: Theme) {
    let evidence = visible(&report.actor.evidence);
    if report.actor.is_nobody() {
        let _ = writeln!(text, "{} nobody known: {evidence}", theme.dim("acting for"));
        return;
    }
    let names: Vec<String> = report
        .actor
        .workstreams
        .iter()
        .map(|id| format!("`{id}`"))
        .collect();
    let _ = writeln!(
        text,
        "{} {}: {evidence}",
        theme.dim("acting for"),
        names.join(", ")
    );
}

fn write_counts(text: &mut String, report: &CheckReport, theme: Theme) {
    let summary = report.summary;
    let mut counts = Vec::new();
    if summary.denied > 0 {
        counts.push(theme.fail(format!("{} denied", summary.denied)).to_string());
    }
    match summary.needs_approval {
        0 => {}
        1 => counts.push(theme.warn("1 needs approval").to_string()),
        many => counts.push(theme.warn(format!("{many} need approval")).to_string()),
    }
    if summary.allowed > 0 {
        counts.push(theme.ok(format!("{} allowed", summary.allowed)).to_string());
    }
    let unowned = match summary.unowned {
        0 => String::new(),
        count => format!(" ({count} without an owner)"),
    };
    let _ = writeln!(
        text,
        "{}: {}{unowned}",
        counted(report.changes.len(), "change"),
        counts.join(", ")
    );
}
