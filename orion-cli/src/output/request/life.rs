//! The second half of a request's life, for people.

use std::fmt::Write as _;

use orion_app::request::{
    AdoptReport, AdoptionFate, Fate, ImplementReport, ImplementStage, NotifyReport, TaskReport,
};
use orion_core::request::RequestState;

use crate::output::{Theme, visible, visible_lines};

/// The change and the pull request, as they would be made.
pub(crate) fn render_implementation_preview(report: &ImplementReport, theme: Theme) -> String {
    if report.stage != ImplementStage::Shown {
        return render_implementation(report, theme);
    }
    let mut text = String::new();
    let _ = writeln!(text, "{}\n", theme.path(visible(&report.title)));
    let _ = writeln!(text, "{}\n", visible_lines(report.body.trim_end()));
    if let Some(branch) = &report.branch {
        let _ = writeln!(text, "branch {}\n", visible(branch));
    }
    let _ = writeln!(text, "{}", visible_lines(report.diff.trim_end()));
    text
}

/// How far the implementation is.
pub(crate) fn render_implementation(report: &ImplementReport, theme: Theme) -> String {
    let mut text = String::new();
    if let Some(branch) = &report.branch {
        let what = if report.was_there {
            "was there before"
        } else {
            "pushed"
        };
        let _ = writeln!(text, "{} {}", theme.ok(what), visible(branch));
    }
    for document in &report.documents {
        let before = document.before.as_deref().unwrap_or("none");
        let after = document.after.as_deref().unwrap_or("none");
        let _ = writeln!(
            text,
            "{} {} → {}",
            visible(&document.name),
            visible(before),
            visible(after)
        );
    }
    for note in &report.notes {
        let _ = writeln!(text, "{} {}", theme.warn("note:"), visible(note));
    }
    let pull_request = report.pull_request.map(|number| number.to_string());
    let pull_request = pull_request.as_deref().unwrap_or("its pull request");
    let because = visible(report.because.as_deref().unwrap_or_default());
    let _ = match (report.stage, report.fate) {
        (_, Fate::Queued) => writeln!(
            text,
            "{} {because}\n  the next command sends it, or `orion outbox send`",
            theme.warn("queued")
        ),
        (_, Fate::Refused) => writeln!(
            text,
            "{} {because}\n  it waits: `orion outbox` shows it",
            theme.fail("refused")
        ),
        (ImplementStage::Shown, _) => writeln!(text, "nothing was made"),
        (ImplementStage::Proposed, _) => writeln!(
            text,
            "{} {pull_request} implements {}",
            theme.ok("opened"),
            report.number
        ),
        (ImplementStage::Open, _) => writeln!(text, "{pull_request} is open"),
        (ImplementStage::Merged, _) => writeln!(text, "{pull_request} is merged"),
        (ImplementStage::Done, _) => writeln!(
            text,
            "{pull_request} is merged, and {} is adopted: nobody else builds on it",
            report.number
        ),
    };
    if let Some(next) = &report.next {
        let _ = writeln!(text, "next: {next}");
    }
    text
}

/// The migration guide.
pub(crate) fn render_guide(report: &NotifyReport) -> String {
    format!("{}\n", visible_lines(report.guide.trim_end()))
}

/// What became of an announcement.
pub(crate) fn render_notification(report: &NotifyReport, theme: Theme) -> String {
    let mut text = String::new();
    let because = visible(report.because.as_deref().unwrap_or_default());
    let _ = match report.fate {
        Fate::Queued => writeln!(
            text,
            "{} {because}\n  the next command sends it, or `orion outbox send`",
            theme.warn("queued")
        ),
        Fate::Refused => writeln!(
            text,
            "{} {because}\n  it waits: `orion outbox` shows it",
            theme.fail("refused")
        ),
        Fate::Sent | Fate::AlreadySent | Fate::Shown => {
            writeln!(text, "{} is {}", report.number, report.state)
        }
    };
    tasks(&mut text, &report.tasks);
    if report.state == RequestState::Released {
        let number = report.number.get();
        let _ = writeln!(text, "next: `orion contract adopt {number}`");
    }
    text
}

/// The adoption issues, one on a line.
pub(super) fn tasks(text: &mut String, tasks: &[TaskReport]) {
    for task in tasks {
        let _ = match task.number {
            None => writeln!(text, "{}: no adoption issue yet", task.workstream),
            Some(number) => writeln!(
                text,
                "{}: {number} is {}",
                task.workstream,
                if task.is_closed { "closed" } else { "open" }
            ),
        };
    }
}

/// Who has followed, and who cannot be shown to have.
pub(crate) fn render_adoption(report: &AdoptReport, theme: Theme) -> String {
    let mut text = String::new();
    for row in &report.workstreams {
        let because = visible(row.because.as_deref().unwrap_or_default());
        let word = match row.fate {
            AdoptionFate::Adopted => theme.ok("adopted"),
            AdoptionFate::AlreadyAdopted => theme.ok("adopted before"),
            AdoptionFate::Queued => theme.warn("queued"),
            AdoptionFate::NotShown => theme.fail("not shown"),
            AdoptionFate::NotAsked => theme.dim("not asked about"),
        };
        let _ = write!(text, "{}: {word}", row.workstream);
        if !because.is_empty() {
            let _ = write!(text, ": {because}");
        }
        text.push('\n');
    }
    let number = report.number;
    let _ = writeln!(text, "{number} is {}", report.state);
    if report.is_lacking() {
        let _ = writeln!(
            text,
            "next: put that right, then `orion contract adopt {0}`; `orion contract notify {0}` files what is missing",
            number.get()
        );
    }
    text
}
