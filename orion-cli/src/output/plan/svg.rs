//! The plan as a picture: bars, slack, links and today, for light and dark.

use std::collections::HashMap;
use std::fmt::Write as _;

use orion_core::plan::{Days, LinkWord, PlanLink, PlanReport, WorkstreamPlan};

use super::bar::{Bar, bars, day_count};
use crate::output::visible;

const NAMES: f64 = 230.0;
/// How much of a name has room there.
const NAME: usize = 26;
const HEAD: f64 = 84.0;
const ROW: f64 = 32.0;
const BAR: f64 = 18.0;
/// How wide a date is at most.
const DATE: f64 = 84.0;
/// How far from a bar's end a link leaves or reaches it.
const INSET: f64 = 7.0;

/// What is critical has a thick edge and stripes as well as a colour. Colours are written out for light and for dark,
/// since not every viewer knows variables.
const STYLE: &str = "
  text { font-family: system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif; font-size: 13px; fill: #1f2328; }
  .paper { fill: #ffffff; }
  .band { fill: #f6f8fa; }
  .quiet { font-size: 11px; fill: #59636e; }
  .head { font-size: 17px; font-weight: 600; }
  .strong { font-weight: 600; }
  .grid { stroke: #e4e8ec; }
  .bar { fill: #bcd7fb; stroke: #3b6fb6; }
  .critical { fill: #f9c9c3; stroke: #b3261e; stroke-width: 2; }
  .stripes { fill: url(#stripes); }
  .stripe { stroke: #b3261e; stroke-width: 1.5; stroke-opacity: 0.3; }
  .continuous { fill: none; stroke: #59636e; stroke-dasharray: 6 3; }
  .slack { stroke: #59636e; stroke-width: 2; stroke-dasharray: 2 3; }
  .link { fill: none; stroke: #8c959f; }
  .link.on { stroke: #b3261e; stroke-width: 1.5; }
  .arrow { fill: #8c959f; }
  .arrow-on { fill: #b3261e; }
  .today { stroke: #0a7f3f; stroke-width: 2; }
  .now { fill: #0a7f3f; font-size: 11px; font-weight: 600; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .paper { fill: #0d1117; }
    .band { fill: #151b23; }
    .quiet { fill: #9198a1; }
    .grid { stroke: #2a313a; }
    .bar { fill: #1f4a80; stroke: #79b0ff; }
    .critical { fill: #6b1f1a; stroke: #ff8b80; }
    .stripe { stroke: #ff8b80; }
    .continuous, .slack { stroke: #9198a1; }
    .link { stroke: #767e88; }
    .link.on { stroke: #ff8b80; }
    .arrow { fill: #767e88; }
    .arrow-on { fill: #ff8b80; }
    .today { stroke: #57d38c; }
    .now { fill: #57d38c; }
  }
";

struct Canvas<'p> {
    report: &'p PlanReport,
    /// Of a day.
    day: f64,
    days: i64,
    /// The row of each workstream.
    rows: HashMap<&'p str, usize>,
}

impl Canvas<'_> {
    fn x(&self, at: Days) -> f64 {
        NAMES + at.get() * self.day
    }
}

/// A picture that needs nothing else.
pub(crate) fn render_svg(report: &PlanReport) -> String {
    let days = day_count(report);
    #[expect(clippy::cast_precision_loss, reason = "a picture")]
    let (count, rows) = (days as f64, report.workstreams.len() as f64);
    let canvas = Canvas {
        report,
        day: (960.0 / count).clamp(2.0, 60.0),
        days,
        rows: report
            .workstreams
            .iter()
            .enumerate()
            .map(|(row, one)| (one.id.as_str(), row))
            .collect(),
    };
    let (width, height) = (NAMES + count * canvas.day + 24.0, HEAD + rows * ROW + 44.0);
    let project = escaped(&report.project);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-labelledby=\"title description\">\n\
         <title id=\"title\">Plan of {project}</title>\n<desc id=\"description\">{}</desc>\n<style>{STYLE}</style>\n",
        description(report)
    );
    text.push_str(
        "<defs><pattern id=\"stripes\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><line class=\"stripe\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\"/></pattern>\n",
    );
    for id in ["arrow", "arrow-on"] {
        let _ = writeln!(
            text,
            "<marker id=\"{id}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" \
             markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"{id}\" d=\"M0 0 8 4 0 8Z\"/></marker>"
        );
    }
    let _ = writeln!(
        text,
        "</defs>\n<rect class=\"paper\" width=\"100%\" height=\"100%\" rx=\"8\"/>\n<text class=\"head\" x=\"16\" y=\"26\">{project}</text>"
    );
    bands(&mut text, report.workstreams.len(), width);
    grid(&mut text, &canvas, height);
    today(&mut text, &canvas, width, height);
    // Links lie beneath the bars, and critical links over others.
    for critical in [false, true] {
        for (row, one) in report.workstreams.iter().enumerate() {
            for link in one.links.iter().filter(|link| link.critical == critical) {
                arrow(&mut text, &canvas, row, one, link);
            }
        }
    }
    for (row, one) in report.workstreams.iter().enumerate() {
        workstream(&mut text, &canvas, row, one);
    }
    text.push_str("</svg>\n");
    text
}

/// The same in words, for who cannot see it.
fn description(report: &PlanReport) -> String {
    let mut text = format!("{} working days.", report.duration_days);
    for path in &report.critical_paths {
        let ids: Vec<_> = path.iter().map(ToString::to_string).collect();
        let _ = write!(text, " Critical: {}.", ids.join(", "));
    }
    escaped(&text)
}

/// Every other row on a ground of its own, to follow it from its name.
fn bands(text: &mut String, rows: usize, width: f64) {
    for row in (0..rows).step_by(2) {
        let _ = writeln!(
            text,
            "<rect class=\"band\" x=\"0\" y=\"{:.1}\" width=\"{width:.0}\" height=\"{ROW}\"/>",
            middle(row) - ROW / 2.0
        );
    }
}

fn grid(text: &mut String, canvas: &Canvas<'_>, height: f64) {
    // A label has room every so many days.
    let mut step = 1;
    for wider in [1_u32, 2, 5, 10, 20, 50, 100, 500, 1_000, 10_000, 100_000] {
        step = wider;
        if f64::from(wider) * canvas.day >= 22.0 {
            break;
        }
    }
    let steps = usize::try_from(step).unwrap_or(1);
    for day in (0..canvas.days).step_by(steps) {
        let x = canvas.x(Days::whole(day));
        let _ = writeln!(
            text,
            "<line class=\"grid\" x1=\"{x:.1}\" y1=\"{HEAD}\" x2=\"{x:.1}\" y2=\"{:.1}\"/><text class=\"quiet\" \
             x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            height - 40.0,
            x + 3.0,
            HEAD - 8.0,
            day + 1
        );
    }
    let dates = match (canvas.report.start_date, canvas.report.finish_date) {
        (Some(from), Some(to)) => format!(", {from} to {to}"),
        _ => String::new(),
    };
    let _ = writeln!(
        text,
        "<text class=\"quiet\" x=\"16\" y=\"43\">{} working days{dates}</text>",
        canvas.report.duration_days
    );
    let _ = writeln!(
        text,
        "<text class=\"quiet\" x=\"16\" y=\"{:.1}\">● and stripes: critical · dotted: slack · dashed: continuous · ◆ milestone</text>",
        height - 15.0
    );
}

#[expect(clippy::cast_precision_loss, reason = "a picture")]
fn middle(row: usize) -> f64 {
    HEAD + row as f64 * ROW + ROW / 2.0
}

fn workstream(text: &mut String, canvas: &Canvas<'_>, row: usize, one: &WorkstreamPlan) {
    let y = middle(row);
    let (mark, class) = if one.critical {
        ("● ", " class=\"strong\"")
    } else {
        ("", "")
    };
    let title = visible(&one.title);
    let mut shown: String = title.chars().take(NAME).collect();
    if shown.len() < title.len() {
        shown.pop();
        shown = format!("{}…", shown.trim_end());
    }
    let _ = writeln!(
        text,
        "<text{class} x=\"16\" y=\"{:.1}\">{mark}{}</text>",
        y + 4.5,
        escaped(&shown)
    );
    for bar in bars(one) {
        let (from, to, latest) = (canvas.x(bar.from), canvas.x(bar.to), canvas.x(bar.latest));
        if latest > to {
            let _ = writeln!(
                text,
                "<line class=\"slack\" x1=\"{to:.1}\" y1=\"{y:.1}\" x2=\"{latest:.1}\" y2=\"{y:.1}\"/>"
            );
        }
        shape(text, one, &bar, (from, to, y));
    }
}

fn shape(text: &mut String, one: &WorkstreamPlan, bar: &Bar<'_>, (from, to, y): (f64, f64, f64)) {
    let class = match bar {
        _ if one.continuous => "continuous",
        _ if bar.critical => "critical",
        _ => "bar",
    };
    let title = bar.phase.unwrap_or(&one.title);
    let title = format!(
        "{}: day {} to {}",
        visible(title),
        bar.from + Days::ONE,
        bar.to
    );
    let title = escaped(&title);
    if bar.milestone {
        let (low, high) = (y - 8.0, y + 8.0);
        let _ = writeln!(
            text,
            "<path class=\"{class}\" d=\"M{from:.1} {low:.1} {:.1} {y:.1} {from:.1} {high:.1} {:.1} {y:.1}Z\"><title>{title}</title></path>",
            from + 8.0,
            from - 8.0
        );
        return;
    }
    let place = format!(
        "x=\"{from:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{BAR}\" rx=\"4\"",
        y - BAR / 2.0,
        (to - from).max(1.0)
    );
    let _ = writeln!(
        text,
        "<rect class=\"{class}\" {place}><title>{title}</title></rect>"
    );
    if bar.critical {
        let _ = writeln!(
            text,
            "<rect class=\"stripes\" {place} pointer-events=\"none\"/>"
        );
    }
}

/// From the end, or the beginning, of what is waited on to that of what waits: down or up, and into its side; where
/// there is no room beside it, into its edge.
fn arrow(
    text: &mut String,
    canvas: &Canvas<'_>,
    row: usize,
    one: &WorkstreamPlan,
    link: &PlanLink,
) {
    let Some(&on) = canvas.rows.get(link.on.as_str()) else {
        return;
    };
    let from = &canvas.report.workstreams[on];
    let mut phases = from.phases.iter();
    let phase = phases.find(|phase| Some(&phase.name) == link.phase.as_ref());
    let (start, finish) = match phase {
        Some(phase) => (phase.earliest_start, phase.earliest_finish),
        None => (from.earliest_start, from.earliest_finish),
    };
    let (start, finish) = (canvas.x(start), canvas.x(finish));
    let inset = INSET.min((finish - start) / 2.0);
    let leaves = if link.link == LinkWord::StartToStart {
        start + inset
    } else {
        finish - inset
    };
    let (start, finish) = (canvas.x(one.earliest_start), canvas.x(one.earliest_finish));
    let inset = INSET.min((finish - start) / 2.0);
    let tip = if one.milestone { 8.0 } else { 0.0 };
    let side = if row > on { 1.0 } else { -1.0 };
    let (y1, y2) = (middle(on) + side * BAR / 2.0, middle(row));
    let edge = y2 - side * BAR / 2.0;
    let way = if link.link == LinkWord::FinishToFinish {
        if leaves >= finish + INSET {
            format!("V{y2:.1}H{:.1}", finish + tip)
        } else {
            let gap = edge - side * 4.0;
            format!("V{gap:.1}H{:.1}V{edge:.1}", finish - inset)
        }
    } else if leaves + INSET <= start + 0.1 {
        format!("V{y2:.1}H{:.1}", start - tip)
    } else if leaves < finish {
        format!("V{edge:.1}")
    } else {
        let gap = edge - side * 4.0;
        format!("V{gap:.1}H{:.1}V{edge:.1}", start + inset)
    };
    let (class, head) = if link.critical {
        ("link on", "arrow-on")
    } else {
        ("link", "arrow")
    };
    let _ = writeln!(
        text,
        "<path class=\"{class}\" marker-end=\"url(#{head})\" d=\"M{leaves:.1} {y1:.1}{way}\"/>"
    );
}

fn today(text: &mut String, canvas: &Canvas<'_>, width: f64, height: f64) {
    let Some(status) = &canvas.report.status else {
        return;
    };
    if Some(status.date) < canvas.report.start_date || status.days.ceil() > canvas.days {
        return;
    }
    let x = canvas.x(status.days);
    // At the right edge the whole date has no room in the middle.
    let (place, anchor) = if x + DATE / 2.0 > width {
        (width - 4.0, "end")
    } else {
        (x, "middle")
    };
    let _ = writeln!(
        text,
        "<line class=\"today\" x1=\"{x:.1}\" y1=\"{:.1}\" x2=\"{x:.1}\" y2=\"{:.1}\"/>\
         <text class=\"now\" x=\"{place:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>",
        HEAD - 23.0,
        height - 40.0,
        HEAD - 28.0,
        status.date
    );
}

/// The text with what XML would obey written as entities, and what is hidden shown.
fn escaped(text: &str) -> String {
    let shown = visible(text);
    let mut escaped = String::with_capacity(shown.len());
    for c in shown.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // No XML may have these, not even escaped.
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
