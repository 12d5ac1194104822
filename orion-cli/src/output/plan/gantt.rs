//! The plan as bars in a terminal.

use std::fmt::Write as _;

use orion_core::plan::{Days, PlanReport};

use super::bar::{bars, day_count};
use super::human::summary;
use crate::output::{Theme, visible};

/// What bars are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyphs {
    critical: char,
    other: char,
    slack: char,
    continuous: char,
    milestone: char,
    today: char,
}

impl Glyphs {
    /// Where the terminal shows Unicode.
    pub(crate) const UNICODE: Self = Self {
        critical: '█',
        other: '▒',
        slack: '·',
        continuous: '─',
        milestone: '◆',
        today: '│',
    };

    /// Where it does not.
    pub(crate) const ASCII: Self = Self {
        critical: '#',
        other: '=',
        slack: '.',
        continuous: '-',
        milestone: '*',
        today: '|',
    };
}

/// The widest that a name is written.
const NAME: usize = 28;
/// The widest that a day is drawn.
const DAY: i64 = 4;

/// Columns for days: several to a day, or several days to a column.
struct Scale {
    columns: i64,
    days: i64,
}

impl Scale {
    fn new(days: i64, room: usize) -> Self {
        let room = i64::try_from(room).unwrap_or(i64::MAX).max(10);
        let columns = if days <= room {
            days * (room / days).min(DAY)
        } else {
            room
        };
        Self { columns, days }
    }

    /// The column of a moment.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "a column of the terminal"
    )]
    fn column(&self, at: Days) -> usize {
        let column = at.get() * self.columns as f64 / self.days as f64;
        usize::try_from((column.round() as i64).clamp(0, self.columns)).unwrap_or_default()
    }
}

/// A bar for each workstream: critical, other, slack and continuous in glyphs of their own, so that it is understood
/// without colours.
pub(crate) fn render_gantt(
    report: &PlanReport,
    width: usize,
    glyphs: Glyphs,
    theme: Theme,
) -> String {
    let mut text = String::new();
    summary(&mut text, report, theme);
    let titles: Vec<String> = report
        .workstreams
        .iter()
        .map(|one| cut(&visible(&one.title), glyphs))
        .collect();
    let longest = titles.iter().map(|title| title.chars().count()).max();
    let name = longest.unwrap_or_default().max(4);
    let scale = Scale::new(day_count(report), width.saturating_sub(name + 2));
    let columns = usize::try_from(scale.columns).unwrap_or_default();
    let today = report
        .status
        .as_ref()
        .filter(|status| Some(status.date) >= report.start_date)
        .map(|status| scale.column(status.days))
        .filter(|column| *column < columns);
    text.push('\n');
    if let (Some(column), Some(status)) = (today, &report.status) {
        // Bars may cover the mark in every row, so it stands above them with its date.
        let date = status.date.to_string();
        let (mark, at) = (glyphs.today, name + 2 + column);
        let line = if at + 2 + date.len() <= width {
            format!("{:at$}{mark} {date}", "")
        } else {
            format!("{:>at$}{mark}", format!("{date} "))
        };
        let _ = writeln!(text, "{}", theme.dim(line));
    }
    let _ = writeln!(text, "{}", theme.dim(ruler(&scale, name)));
    for (one, title) in report.workstreams.iter().zip(&titles) {
        let mut line = vec![' '; columns];
        for bar in bars(one) {
            let (from, to) = (scale.column(bar.from), scale.column(bar.to));
            let latest = scale.column(bar.latest);
            fill(&mut line, to, latest, glyphs.slack);
            let glyph = match bar {
                _ if one.continuous => glyphs.continuous,
                _ if bar.critical => glyphs.critical,
                _ => glyphs.other,
            };
            if bar.milestone {
                let at = from.min(columns.saturating_sub(1));
                fill(&mut line, at, at + 1, glyphs.milestone);
            } else {
                fill(&mut line, from, to.max(from + 1), glyph);
            }
        }
        if let Some(column) = today.filter(|column| line.get(*column) == Some(&' ')) {
            line[column] = glyphs.today;
        }
        let line: String = line.into_iter().collect();
        let line = line.trim_end();
        let _ = match (one.critical, one.continuous) {
            (true, _) => writeln!(text, "{title:<name$}  {}", theme.warn(line)),
            (_, true) => writeln!(text, "{title:<name$}  {}", theme.dim(line)),
            _ => writeln!(text, "{title:<name$}  {line}"),
        };
    }
    let Glyphs {
        critical,
        other,
        slack,
        continuous,
        milestone,
        today: mark,
    } = glyphs;
    let mut legend = format!(
        "{critical} critical  {other} other  {slack} slack  {continuous} continuous  {milestone} milestone"
    );
    if today.is_some() {
        let _ = write!(legend, "  {mark} today");
    }
    let _ = writeln!(text, "\n{}", theme.dim(legend));
    text
}

fn fill(line: &mut [char], from: usize, to: usize, glyph: char) {
    let to = to.min(line.len());
    if let Some(part) = line.get_mut(from..to) {
        part.fill(glyph);
    }
}

fn cut(title: &str, glyphs: Glyphs) -> String {
    if title.chars().count() <= NAME {
        return title.to_owned();
    }
    let end = if glyphs == Glyphs::UNICODE {
        "…"
    } else {
        "~"
    };
    let kept: String = title.chars().take(NAME - 1).collect();
    format!("{}{end}", kept.trim_end())
}

/// Days by number, as many as have room.
fn ruler(scale: &Scale, name: usize) -> String {
    let mut line = format!("{:<name$}  ", "DAY");
    let label = |day: i64| (day + 1).to_string();
    let widest = label(scale.days).len() + 1;
    let mut column = 0;
    for day in 0..scale.days {
        let at = scale.column(Days::whole(day));
        if at < column {
            continue;
        }
        let text = label(day);
        let _ = write!(line, "{}{text}", " ".repeat(at - column));
        column = at + widest.max(text.len() + 1);
        line.push_str(&" ".repeat(column - at - text.len()));
    }
    line.trim_end().to_owned()
}
