//! The plan as a Gantt chart of Mermaid.

use std::fmt::Write as _;

use jiff::Span;
use jiff::civil::{Date, DateTime, date};
use orion_core::plan::{Days, PlanReport, WorkstreamPlan};

use super::bar::{Bar, bars};
use crate::output::visible;

/// What stands for the first day of a plan without dates: the axis then shows days of the year, from 001 on.
const FIRST: Date = date(2001, 1, 1);

/// The chart, in two sections: what has an end, and what is continuous.
pub(crate) fn render_mermaid(report: &PlanReport) -> String {
    let mut text = "gantt\n".to_owned();
    let _ = writeln!(text, "    title {}", plain(&report.project));
    text.push_str("    dateFormat YYYY-MM-DDTHH:mm\n");
    let axis = if report.start_date.is_some() {
        "%m-%d"
    } else {
        "%j"
    };
    let _ = writeln!(text, "    axisFormat {axis}");
    for (section, continuous) in [("Plan", false), ("Continuous", true)] {
        let mut rows = report.workstreams.iter().enumerate();
        let mut begun = false;
        while let Some((index, one)) = rows.find(|(_, one)| one.continuous == continuous) {
            if !begun {
                let _ = writeln!(text, "    section {section}");
                begun = true;
            }
            tasks(&mut text, report, index, one);
        }
    }
    text
}

fn tasks(text: &mut String, report: &PlanReport, index: usize, one: &WorkstreamPlan) {
    let bars = bars(one);
    for (at, bar) in bars.iter().enumerate() {
        let Some((from, to)) = moments(report, one, bar, bars.len() == 1) else {
            continue;
        };
        // A number before the name keeps it from being read as a keyword.
        let _ = write!(text, "    {}. {}", index + 1, plain(&one.title));
        if let Some(phase) = bar.phase {
            let _ = write!(text, ", {}", plain(phase));
        }
        text.push_str(" :");
        if bar.critical {
            text.push_str("crit, ");
        }
        if bar.milestone {
            text.push_str("milestone, ");
        }
        let (from, to) = (
            from.strftime("%Y-%m-%dT%H:%M"),
            to.strftime("%Y-%m-%dT%H:%M"),
        );
        let _ = writeln!(text, "w{index}p{at}, {from}, {to}");
    }
}

/// When a bar begins and ends: by the dates of the whole workstream where it is one bar, or else of its phases.
fn moments(
    report: &PlanReport,
    one: &WorkstreamPlan,
    bar: &Bar<'_>,
    is_whole: bool,
) -> Option<(DateTime, DateTime)> {
    let midnight = |day: Date| day.at(0, 0, 0, 0);
    if report.start_date.is_none() {
        let at = |days: Days| moment(FIRST, days);
        return Some((at(bar.from)?, at(bar.to)?));
    }
    let (first, last) = (one.start_date?, one.finish_date?);
    let end = last.tomorrow().ok()?;
    if is_whole {
        let from = if bar.milestone { end } else { first };
        return Some((midnight(from), midnight(end)));
    }
    // Dates are the workstream's; each phase has its share of what lies between them.
    let length = (one.earliest_finish - one.earliest_start).get();
    let between = f64::from((end - first).get_days());
    let at = |days: Days| {
        let part = (days - one.earliest_start).get() / length.max(f64::MIN_POSITIVE);
        hours_after(first, part * between)
    };
    Some((at(bar.from)?, at(bar.to)?))
}

fn moment(first: Date, days: Days) -> Option<DateTime> {
    hours_after(first, days.get())
}

#[expect(clippy::cast_possible_truncation, reason = "to the minute")]
fn hours_after(first: Date, days: f64) -> Option<DateTime> {
    let minutes = (days * 24.0 * 60.0).round() as i64;
    let start = first.at(0, 0, 0, 0);
    start
        .checked_add(Span::new().try_minutes(minutes).ok()?)
        .ok()
}

/// The text without what Mermaid would obey: its own signs become their full-width likenesses.
fn plain(text: &str) -> String {
    let shown = visible(text);
    let mut plain = String::with_capacity(shown.len());
    for c in shown.chars() {
        plain.push(match c {
            ':' => '：',
            ';' => '；',
            '#' => '＃',
            '%' => '％',
            '<' => '＜',
            '>' => '＞',
            '`' => '´',
            '\\' => '＼',
            '{' => '｛',
            '}' => '｝',
            c => c,
        });
    }
    plain
}
