//! Each figure of a workstream with its evidence, its age, and the command that shows it.

use std::fmt::Write as _;

use orion_app::status::{
    DeliverableReport, EvidenceSource, InFlightReport, PullRequestStanding, StatusReport,
    WorkstreamReport,
};
use orion_core::evidence::OutcomeWord;
use orion_core::ids::WorkstreamId;

use super::words::{ago, bar, cause, short};
use crate::output::{Theme, counted, visible};

/// What `--explain` answers.
pub(crate) fn render_explanation(
    report: &StatusReport,
    row: &WorkstreamReport,
    theme: Theme,
) -> String {
    let mut text = String::new();
    let base = &report.base;
    let title = visible(&row.title);
    let _ = writeln!(
        text,
        "{} {}: {}",
        theme.path(&title),
        row.status.as_str(),
        visible(&row.because)
    );
    if let Some(since) = row.since {
        let _ = writeln!(text, "  status    since {since:.0}, as `orion log` shows");
    }
    let progress = &row.progress;
    let _ = writeln!(
        text,
        "  progress  {}: weight {} of {} proved, {} unknown, {} in flight",
        bar(progress).trim_start(),
        progress.proved,
        progress.total,
        progress.unknown,
        progress.in_flight
    );
    let _ = writeln!(
        text,
        "  base      {} at {}, committed {}: `git log -1 {}`",
        visible(&base.reference),
        short(&base.commit),
        ago(base.committed_at, report.now),
        short(&base.commit)
    );
    if let Some(days) = row.days_late.filter(|days| *days > 0.0) {
        let _ = writeln!(
            text,
            "  plan      {days:.1} days late by forecast: `orion plan`"
        );
    }
    for deliverable in &row.deliverables {
        text.push('\n');
        render_deliverable(&mut text, deliverable, report, theme);
    }
    if !row.in_flight.is_empty() {
        text.push_str("\nin flight, which is no progress:\n");
    }
    for flight in &row.in_flight {
        render_flight(&mut text, flight, report);
    }
    if !row.blockers.is_empty() {
        text.push_str("\nblocked by:\n");
    }
    for found in &row.blockers {
        let told = cause(found, report.now);
        let through: Vec<_> = found.through.iter().map(WorkstreamId::as_str).collect();
        let through = if through.is_empty() {
            String::new()
        } else {
            format!(", through {}", through.join(", "))
        };
        let _ = writeln!(
            text,
            "  {} {}{through}; {}",
            theme.fail("✗"),
            visible(&told),
            found.next
        );
    }
    text
}

fn render_deliverable(
    text: &mut String,
    deliverable: &DeliverableReport,
    report: &StatusReport,
    theme: Theme,
) {
    let word = deliverable.outcome.as_str();
    let word = match deliverable.outcome {
        OutcomeWord::Proved => theme.ok(word),
        OutcomeWord::Partly => theme.warn(word),
        OutcomeWord::Missing => theme.fail(word),
        OutcomeWord::Unknown => theme.dim(word),
    };
    let _ = writeln!(
        text,
        "{word} {} (weight {})",
        visible(&deliverable.name),
        deliverable.weight
    );
    let kind = deliverable.proof.as_str();
    let _ = writeln!(text, "  {kind:<9} {}", visible(&deliverable.subject));
    let from = match (deliverable.source, deliverable.as_of) {
        (EvidenceSource::BaseCommit, _) => format!(" (at {})", short(&report.base.commit)),
        (_, Some(at)) => format!(" ({})", ago(at, report.now)),
        (_, None) => String::new(),
    };
    let _ = writeln!(text, "  evidence  {}{from}", visible(&deliverable.evidence));
    if let Some(stale) = &deliverable.stale {
        let _ = writeln!(text, "  stale     {}", visible(stale));
    }
    if let Some(last) = &deliverable.last_known {
        let _ = writeln!(
            text,
            "  last      {} at {}, {}",
            last.outcome.as_str(),
            short(&last.seen.commit),
            ago(last.seen.at, report.now)
        );
    }
    if let Some(since) = &deliverable.regressed_since {
        let _ = writeln!(
            text,
            "  {} since {}, seen {}",
            theme.fail("regressed"),
            short(&since.commit),
            ago(since.at, report.now)
        );
    }
    if !deliverable.in_flight_on.is_empty() {
        let on = deliverable.in_flight_on.join(", ");
        let _ = writeln!(text, "  in flight on {}", visible(&on));
    }
    let _ = writeln!(text, "  shown by  {}", visible(&deliverable.reproduce));
}

fn render_flight(text: &mut String, flight: &InFlightReport, report: &StatusReport) {
    let _ = writeln!(
        text,
        "  {}: {} to {}, the last {}: `git log {}..{}`",
        visible(&flight.branch),
        counted(flight.commits, "commit"),
        counted(flight.files, "file"),
        ago(flight.last_commit_at, report.now),
        short(&report.base.commit),
        short(&flight.commit)
    );
    if let Some(pull) = &flight.pull_request {
        let standing = match pull.standing {
            PullRequestStanding::Draft => "a draft",
            PullRequestStanding::ChangesRequested => "changes requested",
            PullRequestStanding::InReview => "in review",
        };
        let _ = writeln!(
            text,
            "    pull request {}, {standing}: {}",
            pull.number,
            visible(&pull.title)
        );
    }
    if !flight.conflicts.is_empty() {
        let conflicts = flight.conflicts.join(", ");
        let _ = writeln!(
            text,
            "    conflicts with the base in {}: `git merge-tree {} {}`",
            visible(&conflicts),
            short(&report.base.commit),
            short(&flight.commit)
        );
    }
}
