//! The plan beside what others published, what is drawn, and what brute force finds.
#![expect(
    clippy::float_cmp,
    reason = "days are computed exactly, and whoever reads them gets the nearest number"
)]
#![expect(clippy::format_push_string, reason = "what a test shows is short")]

mod actuals;
mod findings;
mod links;
mod paths;
mod properties;
mod published;
mod seed;

use jiff::civil::{Date, date};

use super::{Actuals, PlanReport, WorkstreamPlan, plan};
use crate::config::{Workspace, parse};

/// A Monday, with a whole week before and after.
const START: Date = date(2026, 11, 23);

/// The workspace of these workstreams.
#[track_caller]
fn workspace(project: &str, workstreams: &str) -> Workspace {
    let text = format!("schema = 1\n[project]\nname = \"p\"\n{project}\n{workstreams}");
    let parsed = parse(&text);
    parsed
        .workspace
        .unwrap_or_else(|| panic!("{:#?}\n{text}", parsed.diagnostics))
}

/// The plan of these workstreams, on its first day.
#[track_caller]
fn planned(project: &str, workstreams: &str) -> PlanReport {
    plan(&workspace(project, workstreams), &Actuals::Unknown, START)
}

/// Workstreams from lines of `id estimate | needs`, where a need is an id and what else its table holds.
fn network(lines: &str) -> String {
    let mut text = String::new();
    for line in lines.trim().lines() {
        let (what, needs) = line.split_once('|').unwrap_or((line, ""));
        let (id, estimate) = what.trim().split_once(' ').unwrap();
        let needs: Vec<String> = needs
            .split(';')
            .filter(|need| !need.trim().is_empty())
            .map(|need| match need.trim().split_once(' ') {
                None => format!("\"{}\"", need.trim()),
                Some((on, rest)) => format!("{{ on = \"{on}\", {rest} }}"),
            })
            .collect();
        let needs = needs.join(", ");
        text.push_str(&format!(
            "[workstreams.{id}]\nestimate = {}\nneeds = [{needs}]\n",
            estimate.trim()
        ));
    }
    text
}

impl PlanReport {
    #[track_caller]
    fn of(&self, id: &str) -> &WorkstreamPlan {
        let mut all = self.workstreams.iter();
        all.find(|workstream| workstream.id.as_str() == id).unwrap()
    }

    /// `id: from-to slack total/free` of each, and the paths.
    fn drawn(&self) -> String {
        let mut text = String::new();
        for one in &self.workstreams {
            let slack = match (one.total_slack, one.free_slack) {
                (Some(total), Some(free)) => format!("{total}/{free}"),
                _ => "-".to_owned(),
            };
            let critical = if one.critical { " *" } else { "" };
            text.push_str(&format!(
                "{}: {}-{} slack {slack}{critical}\n",
                one.id, one.earliest_start, one.earliest_finish
            ));
        }
        for path in &self.critical_paths {
            let ids: Vec<_> = path.iter().map(ToString::to_string).collect();
            text.push_str(&format!("{}\n", ids.join(" → ")));
        }
        text.push_str(&format!("{} days\n", self.duration_days));
        text
    }

    fn codes(&self) -> Vec<String> {
        let findings = self.findings.iter();
        findings
            .map(|it| match &it.workstream {
                Some(workstream) => format!("{} {workstream}", it.code),
                None => it.code.to_string(),
            })
            .collect()
    }
}
