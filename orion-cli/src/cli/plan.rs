//! `orion plan`

use clap::Args;
use jiff::civil::Date;

/// Draw the plan: dates, slack, critical paths, and what waits on what
///
/// The plan comes from `workstreams.toml`. Days are working days of the project; with `start` under `[project]` they
/// have dates, and plan and forecast stand side by side. What has begun and what is done comes from the evidence of
/// deliverables, as far as it is known without asking anybody.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub(crate) struct PlanArguments {
    /// As bars over the days
    #[arg(long, group = "form")]
    pub(crate) gantt: bool,

    /// As a Mermaid Gantt chart, for Markdown
    ///
    /// Without dates, day 1 of the plan is drawn as day 1 of a year.
    #[arg(long, group = "form")]
    pub(crate) mermaid: bool,

    /// As a picture in SVG, with the links
    #[arg(long, group = "form")]
    pub(crate) svg: bool,

    /// Answer in JSON
    #[arg(long, group = "form")]
    pub(crate) json: bool,

    /// The day on which the plan is looked at, by default today
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) today: Option<Date>,

    /// End with 1 when the plan cannot be kept: a window that its links cannot hold, a deadline that is missed
    #[arg(long)]
    pub(crate) check: bool,
}
