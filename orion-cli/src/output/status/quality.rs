//! The figures of quality, as a panel and one by one.

use std::fmt::Write as _;

use orion_app::quality::{Figure, Origin, QualityReport, Unit};
use orion_app::status::Part;
use orion_core::quality::{FigureName, Verdict, sparkline};

use super::words::{ago, short};
use crate::output::table::{Cell, Role, render_table};
use crate::output::{Theme, counted, visible};

/// The panel.
pub(super) fn render_panel(part: &Part<QualityReport>, theme: Theme) -> String {
    let title = theme.path("QUALITY METRICS");
    match part {
        Part::Unknown { because } => format!("{title}\nunknown: {}\n", visible(because)),
        Part::Known(report) => {
            let figures = report.figures.iter();
            let rows: Vec<_> = figures.map(|figure| cells(figure, report)).collect();
            let head = [
                "METRIC", "VALUE", "TARGET", "VERDICT", "AS OF", "7 DAYS", "NOTE",
            ];
            let table = render_table(head, &rows, theme);
            let no_trend = report.no_trend_because.as_deref().map(visible);
            let no_trend = no_trend.map(|because| format!("no trend: {because}\n"));
            format!("{title}\n{table}{}", no_trend.unwrap_or_default())
        }
    }
}

fn cells(figure: &Figure, report: &QualityReport) -> [Cell; 7] {
    let verdict = figure.verdict;
    let verdict = Cell::new(
        format!("{} {}", verdict.glyph(), verdict.words()),
        role(verdict),
    );
    let at = figure.at.map(|at| ago(at, report.now));
    [
        figure.name.title().into(),
        value(figure).into(),
        target(figure).into(),
        verdict,
        at.unwrap_or_else(|| "-".to_owned()).into(),
        sparkline(&figure.trend).into(),
        note(figure, report).into(),
    ]
}

fn role(verdict: Verdict) -> Role {
    match verdict {
        Verdict::Ok => Role::Ok,
        Verdict::Missed => Role::Fail,
        Verdict::Stale => Role::Warn,
        Verdict::Unknown | Verdict::NoTarget => Role::Dim,
    }
}

/// `85.0 %`, `0`, `≥ 4.5 h`, `-`
pub(crate) fn value(figure: &Figure) -> String {
    let Some(value) = figure.value else {
        return "-".to_owned();
    };
    let bound = if figure.is_lower_bound { "≥ " } else { "" };
    match figure.unit {
        Unit::Percent => format!("{bound}{value:.1} %"),
        Unit::Count => format!("{bound}{value:.0}"),
        Unit::Hours => format!("{bound}{value:.1} h"),
    }
}

/// `> 80 %`, `≤ 0`, `-`
fn target(figure: &Figure) -> String {
    let Some(target) = figure.target else {
        return "-".to_owned();
    };
    match figure.unit {
        Unit::Percent => format!("> {target} %"),
        Unit::Count => format!("≤ {target}"),
        Unit::Hours => format!("≤ {target} h"),
    }
}

/// Why it is not as it should be known; of reviews, what the median does not tell.
fn note(figure: &Figure, report: &QualityReport) -> String {
    let mut notes: Vec<String> = figure.because.iter().cloned().collect();
    let reviews = report.reviews.as_ref();
    if let Some(reviews) = reviews.filter(|_| figure.name == FigureName::ReviewTime) {
        if figure.value.is_some() && !figure.is_lower_bound {
            notes.push(match reviews.p90 {
                Some(p90) => format!("the median; 9 of 10 within {p90:.1} h"),
                None => "the median".to_owned(),
            });
        }
        if let Some(longest) = reviews.longest_waiting {
            notes.push(format!("{} wait, up to {longest:.1} h", reviews.waiting));
        }
    }
    notes.join("; ")
}

/// What `--explain quality` answers: each figure with where it comes from, how old that is, and what shows it.
pub(crate) fn explain_quality(part: &Part<QualityReport>, theme: Theme) -> String {
    let mut text = render_panel(part, theme);
    let Part::Known(report) = part else {
        return text;
    };
    for figure in &report.figures {
        text.push('\n');
        render_figure(&mut text, figure, report, theme);
    }
    if let Some(last) = &report.last_record {
        let commit = last.commit.as_deref().map(short);
        let commit = commit.map_or_else(String::new, |commit| format!(", of {commit}"));
        let at = ago(last.at, report.now);
        let _ = writeln!(text, "\nlast recorded {at}{commit}");
    }
    text
}

/// The same of one figure.
pub(crate) fn explain_figure(report: &QualityReport, figure: &Figure, theme: Theme) -> String {
    let mut text = String::new();
    render_figure(&mut text, figure, report, theme);
    text
}

fn render_figure(text: &mut String, figure: &Figure, report: &QualityReport, theme: Theme) {
    let name = theme.path(figure.name.title());
    let verdict = format!("{} {}", figure.verdict.glyph(), figure.verdict.words());
    let verdict = match figure.verdict {
        Verdict::Ok => theme.ok(verdict),
        Verdict::Missed => theme.fail(verdict),
        Verdict::Stale => theme.warn(verdict),
        Verdict::Unknown | Verdict::NoTarget => theme.dim(verdict),
    };
    let (value, target) = (value(figure), target(figure));
    let _ = writeln!(text, "{name} {value}, target {target}: {verdict}");
    let note = note(figure, report);
    if !note.is_empty() {
        let _ = writeln!(text, "  note      {}", visible(&note));
    }
    if let Some(commit) = &figure.commit {
        let _ = writeln!(text, "  commit    {}", short(commit));
    }
    for origin in &figure.origin {
        render_origin(text, origin, figure.name, report);
    }
    let owner = |id: &Option<orion_core::ids::WorkstreamId>| {
        id.as_ref().map_or("nobody", |id| id.as_str()).to_owned()
    };
    match figure.name {
        FigureName::Coverage => {
            for row in &report.coverage {
                let owner = owner(&row.workstream);
                let percent = row
                    .percent
                    .map_or("-".to_owned(), |it| format!("{it:.1} %"));
                let stale = if row.is_stale { ", stale" } else { "" };
                let (covered, lines) = (row.covered, row.lines);
                let _ = writeln!(
                    text,
                    "  {owner}: {percent}, {covered} of {lines} lines{stale}"
                );
            }
        }
        FigureName::LintErrors | FigureName::TypeErrors => {
            let rows = match figure.name {
                FigureName::LintErrors => &report.lint,
                _ => &report.types,
            };
            for row in rows {
                let errors = counted(row.errors, "error");
                let warnings = counted(row.warnings, "warning");
                let owner = owner(&row.workstream);
                let _ = writeln!(text, "  {owner}: {errors}, {warnings}");
            }
        }
        FigureName::OpenBlockers | FigureName::ReviewTime => {}
    }
}

fn render_origin(text: &mut String, origin: &Origin, of: FigureName, report: &QualityReport) {
    let format = origin.format.as_ref().map(|format| format!(" ({format})"));
    let _ = writeln!(
        text,
        "  from      {}{}, {}",
        visible(&origin.source),
        format.unwrap_or_default(),
        ago(origin.at, report.now)
    );
    if origin.untracked_files > 0 {
        let files = counted(origin.untracked_files, "file");
        let _ = writeln!(text, "            {files} in it that git does not track");
    }
    for fault in &origin.faults {
        let line = fault.line.map_or(String::new(), |line| format!(":{line}"));
        let message = visible(&fault.message);
        let source = visible(&origin.source);
        let _ = writeln!(text, "  fault     {source}{line}: {message}");
    }
    let reproduce = origin.reproduce(of);
    let _ = writeln!(text, "  shown by  {}", visible(&reproduce));
}
