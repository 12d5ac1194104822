//! The plan as a table.

use std::fmt::Write as _;

use jiff::civil::Date;
use orion_core::diagnostic::Severity;
use orion_core::plan::{Days, Knowledge, PlanReport, WorkstreamPlan};

use crate::output::table::{Cell, Role, render_table};
use crate::output::{Theme, visible};

/// A line for each workstream, the critical paths, and what does not fit.
pub(crate) fn render_plan(report: &PlanReport, theme: Theme) -> String {
    let mut text = String::new();
    summary(&mut text, report, theme);
    if !report.workstreams.is_empty() {
        text.push('\n');
        text.push_str(&table(report, theme));
    }
    paths(&mut text, report, theme);
    findings(&mut text, report, theme);
    text
}

pub(super) fn summary(text: &mut String, report: &PlanReport, theme: Theme) {
    let days = days(report.duration_days);
    let _ = write!(text, "{}: {days}", theme.path(visible(&report.project)));
    if let (Some(from), Some(to)) = (report.start_date, report.finish_date) {
        let _ = write!(text, ", {from} to {to}");
    }
    if let Some(deviation) = report.deviation_days {
        let _ = write!(text, ", standard deviation {deviation:.2} days");
    }
    text.push('\n');
    if let Some(deadline) = &report.deadline {
        let forecast = report.status.as_ref().and_then(|status| status.finish_date);
        let kept = if !deadline.kept {
            theme.fail("missed")
        } else if forecast.is_some_and(|finish| finish > deadline.date) {
            theme.warn("kept by the plan, missed by the forecast")
        } else {
            theme.ok("kept")
        };
        let _ = writeln!(text, "deadline {}: {kept}", deadline.date);
    }
    let Some(status) = &report.status else { return };
    let _ = write!(text, "on {}: ", status.date);
    let _ = match status.finish_date {
        Some(finish) => writeln!(
            text,
            "forecast to {finish}, {}",
            variance(status.variance_days)
        ),
        None => writeln!(text, "the forecast ends beyond the calendar"),
    };
    let note = theme.dim("note:");
    let _ = match status.actuals {
        Knowledge::Unknown => writeln!(
            text,
            "{note} what has begun is not known: the forecast takes nothing as begun"
        ),
        Knowledge::Known => writeln!(
            text,
            "{note} what has begun and what is done is by evidence, as `orion status` shows"
        ),
    };
}

fn days(days: Days) -> String {
    if days == Days::ONE {
        "1 day".to_owned()
    } else {
        format!("{days} days")
    }
}

/// How much later than planned, in words.
fn variance(by: Days) -> String {
    let words = |days: f64| match days {
        1.0 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    match rounded(by) {
        0.0 => "as planned".to_owned(),
        by if by > 0.0 => format!("{} later than planned", words(by)),
        by => format!("{} earlier than planned", words(-by)),
    }
}

/// Hundredths of a day are enough: a share of what is left has no end of digits.
fn rounded(days: Days) -> f64 {
    (days.get() * 100.0).round() / 100.0
}

fn table(report: &PlanReport, theme: Theme) -> String {
    let rows = report.workstreams.iter();
    if report.start_date.is_some() {
        let head = [
            "WORKSTREAM",
            "TAKES",
            "START",
            "FINISH",
            "FORECAST",
            "VARIANCE",
            "SLACK",
            "FREE",
            "WAITS ON",
        ];
        let rows: Vec<_> = rows
            .map(|one| {
                let [id, takes, slack, free, waits] = shared(one);
                let forecast = one.forecast.as_ref();
                let late = forecast.map(|forecast| forecast.finish_variance_days);
                [
                    id,
                    takes,
                    date(one.start_date),
                    date(one.finish_date),
                    date(forecast.and_then(|forecast| forecast.finish_date)),
                    late.map_or_else(Cell::default, signed),
                    slack,
                    free,
                    waits,
                ]
            })
            .collect();
        return render_table(head, &rows, theme);
    }
    let head = ["WORKSTREAM", "TAKES", "DAYS", "SLACK", "FREE", "WAITS ON"];
    let rows: Vec<_> = rows
        .map(|one| {
            let [id, takes, slack, free, waits] = shared(one);
            let between = format!("{}-{}", one.earliest_start + Days::ONE, one.earliest_finish);
            let between = if one.milestone {
                format!("after {}", one.earliest_finish)
            } else {
                between
            };
            [id, takes, between.into(), slack, free, waits]
        })
        .collect();
    render_table(head, &rows, theme)
}

fn shared(one: &WorkstreamPlan) -> [Cell; 5] {
    let takes = if one.continuous {
        "continuous".to_owned()
    } else if one.milestone {
        "milestone".to_owned()
    } else if one.estimated {
        format!("{}d", one.duration_days)
    } else {
        "?".to_owned()
    };
    let slack = match one.total_slack {
        None => Cell::new("-", Role::Dim),
        Some(slack) if slack < Days::ZERO => Cell::new(format!("{slack}d critical"), Role::Fail),
        Some(slack) if one.critical => Cell::new(format!("{slack}d critical"), Role::Warn),
        Some(slack) => format!("{slack}d").into(),
    };
    let free = match one.free_slack {
        None => Cell::new("-", Role::Dim),
        Some(free) => format!("{free}d").into(),
    };
    let waits: Vec<String> = one
        .links
        .iter()
        .map(|link| {
            let mut text = link.on.to_string();
            if let Some(phase) = &link.phase {
                let _ = write!(text, "/{phase}");
            }
            let kind = link.link.word();
            if link.lag_days != Days::ZERO {
                let plus = if link.lag_days > Days::ZERO { "+" } else { "" };
                let _ = write!(text, " {kind}{plus}{}d", link.lag_days);
            } else if kind != "fs" {
                let _ = write!(text, " {kind}");
            }
            text
        })
        .collect();
    [
        one.id.to_string().into(),
        takes.into(),
        slack,
        free,
        waits.join(", ").into(),
    ]
}

fn date(date: Option<Date>) -> Cell {
    date.map_or_else(|| Cell::new("?", Role::Dim), |date| date.to_string().into())
}

fn signed(days: Days) -> Cell {
    match rounded(days) {
        0.0 => Cell::new("0d", Role::Dim),
        days if days > 0.0 => Cell::new(format!("+{days}d"), Role::Warn),
        days => Cell::new(format!("{days}d"), Role::Ok),
    }
}

fn paths(text: &mut String, report: &PlanReport, theme: Theme) {
    if report.critical_paths.is_empty() {
        return;
    }
    let shown = report.critical_paths.len();
    let more = report.critical_path_count > shown as u64;
    let _ = if more && shown == orion_core::plan::SHOWN_PATHS {
        let count = report.critical_path_count;
        writeln!(text, "\ncritical paths, the first {shown} of {count}:")
    } else {
        writeln!(
            text,
            "\n{}:",
            if shown == 1 {
                "critical path"
            } else {
                "critical paths"
            }
        )
    };
    let joined = |path: &[orion_core::ids::WorkstreamId]| {
        let ids: Vec<_> = path.iter().map(ToString::to_string).collect();
        ids.join(" → ")
    };
    for path in &report.critical_paths {
        let _ = writeln!(text, "  {}", theme.warn(joined(path)));
    }
    if !report.near_critical_paths.is_empty() {
        text.push_str("nearly critical:\n");
        for path in &report.near_critical_paths {
            let slack = theme.dim(format!("{}d", path.slack_days));
            let _ = writeln!(text, "  {} {slack}", joined(&path.workstreams));
        }
    }
}

pub(super) fn findings(text: &mut String, report: &PlanReport, theme: Theme) {
    for finding in &report.findings {
        let head = match finding.severity {
            Severity::Error => theme.fail(format!("error[{}]", finding.code)),
            Severity::Warning => theme.warn(format!("warning[{}]", finding.code)),
        };
        let _ = writeln!(text, "\n{head}: {}", visible(&finding.message));
        for help in &finding.help {
            let _ = writeln!(text, "  {} {}", theme.hint("help:"), visible(help));
        }
    }
}
