//! `orion contract`, `orion schema`

use clap::{Args, Subcommand, ValueEnum};
use orion_core::ids::IssueNumber;

/// What both commands take.
#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct RequestArguments {
    #[command(subcommand)]
    pub(crate) command: RequestCommand,
}

/// What to do about requests.
#[derive(Debug, Subcommand)]
pub(crate) enum RequestCommand {
    /// Ask for a change
    ///
    /// One line of why is enough. What it is about, who decides, who builds on it and by when a decision is due
    /// come from workstreams.toml; what is drafted here already goes with it. The request is shown first, and then
    /// becomes an issue on GitHub: now, or with a later command where GitHub cannot be reached.
    Request(NewRequestArguments),
    /// Show the open requests, and whose move it is
    List(ListRequestsArguments),
    /// Show one request with everything that was decided
    Show(ShowRequestArguments),
    /// Agree to a request
    Approve(DecideArguments),
    /// Ask the requester for something else
    Changes(DecideArguments),
    /// Decline a request, which closes it
    Reject(DecideArguments),
    /// Make the branch, the commit and the pull request of one that was approved
    ///
    /// The commit holds what the requester drafted, raised versions and the entry in the changelog; for a schema the
    /// migration and a word in the README. Neither the work tree nor the index is touched. Run again, it goes on where
    /// it is; a change of a schema whose pull request is merged is released and adopted by that.
    Implement(ImplementArguments),
    /// Tell those who build on a contract that its change is merged
    ///
    /// Posts the migration guide on the issue and in Slack, and files an adoption issue for each workstream that has
    /// to follow. Run again, it sends only what is missing.
    Notify(NotifyArguments),
    /// Close the adoption issues of those who can be shown to have followed
    ///
    /// The evidence is the base branch on GitHub: it has the release, its checks are green, and no open pull request
    /// names the issue. Once all are closed, the request is.
    Adopt(AdoptArguments),
}

/// What to implement.
#[derive(Debug, Args)]
pub(crate) struct ImplementArguments {
    /// The number of its issue
    #[arg(value_name = "NUMBER", value_parser = issue_number)]
    pub(crate) number: IssueNumber,

    /// Which part of the versions to raise
    #[arg(long, value_enum, default_value_t, value_name = "PART")]
    pub(crate) bump: BumpArgument,

    /// Show the change and the pull request, and make neither
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Which part of a version is raised.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum BumpArgument {
    /// The first
    Major,
    /// The second
    #[default]
    Minor,
    /// The third
    Patch,
}

/// What to tell of.
#[derive(Debug, Args)]
pub(crate) struct NotifyArguments {
    /// The number of its issue
    #[arg(value_name = "NUMBER", value_parser = issue_number)]
    pub(crate) number: IssueNumber,

    /// Show the migration guide, and send nothing
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// What was adopted.
#[derive(Debug, Args)]
pub(crate) struct AdoptArguments {
    /// The number of its issue
    #[arg(value_name = "NUMBER", value_parser = issue_number)]
    pub(crate) number: IssueNumber,

    /// Workstreams that have followed; by default all that have to
    #[arg(long = "as", value_name = "WORKSTREAM", num_args = 1..)]
    pub(crate) workstreams: Vec<String>,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// What to ask for.
#[derive(Debug, Args)]
pub(crate) struct NewRequestArguments {
    /// Contracts, events, databases or paths, by name; by default those that are changed here
    #[arg(value_name = "NAME")]
    pub(crate) names: Vec<String>,

    /// A path that is to be changed; may be repeated
    #[arg(long, value_name = "PATH")]
    pub(crate) path: Vec<String>,

    /// Why; asked for on a terminal
    #[arg(long, short, value_name = "TEXT")]
    pub(crate) why: Option<String>,

    /// The title, rather than one made of the names and the reason
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,

    /// File it without showing it and asking first
    #[arg(long, short)]
    pub(crate) yes: bool,

    /// Show it, and file nothing
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Which requests to show.
#[derive(Debug, Args)]
pub(crate) struct ListRequestsArguments {
    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Which request to show.
#[derive(Debug, Args)]
pub(crate) struct ShowRequestArguments {
    /// The number of its issue
    #[arg(value_name = "NUMBER", value_parser = issue_number)]
    pub(crate) number: IssueNumber,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// What to decide.
#[derive(Debug, Args)]
pub(crate) struct DecideArguments {
    /// The number of its issue
    #[arg(value_name = "NUMBER", value_parser = issue_number)]
    pub(crate) number: IssueNumber,

    /// Why, or what else is wanted
    #[arg(long, short, value_name = "TEXT")]
    pub(crate) reason: Option<String>,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}

pub(super) fn issue_number(text: &str) -> Result<IssueNumber, &'static str> {
    let digits = text.strip_prefix('#').unwrap_or(text);
    let number = digits.parse().ok().and_then(IssueNumber::new);
    number.ok_or("the number of an issue is wanted, such as 12 or #12")
}
