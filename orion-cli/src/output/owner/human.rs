//! For people: whose a path is, who may write to it, by which line.

use std::fmt::Write as _;

use orion_app::owner::{OwnedPath, OwnerReport};
use orion_core::ids::WorkstreamId;
use orion_core::judge::{OwnerNote, POLICY_FILE};
use orion_core::ownership::Access;

use crate::output::{Theme, visible, visible_bytes};

/// The whole answer, a paragraph for each path. Writing into a string cannot fail.
pub(crate) fn render_owners(report: &OwnerReport, theme: Theme) -> String {
    let mut text = String::new();
    for (index, entry) in report.paths.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        write_path(&mut text, entry, &report.owners, theme);
    }
    text
}

fn write_path(text: &mut String, entry: &OwnedPath, notes: &[OwnerNote], theme: Theme) {
    let path = visible_bytes(entry.path.as_bytes());
    let _ = writeln!(text, "{}", theme.path(path));
    let mut fact = |name: &str, value: &str| {
        let _ = writeln!(text, "  {} {value}", theme.dim(format_args!("{name:<9}")));
    };
    let ownership = &entry.ownership;
    let (Some(owner), Some(access), Some(rule)) =
        (&ownership.owner, ownership.access, &ownership.rule)
    else {
        fact(
            "owner",
            &format!("nobody: no rule in {POLICY_FILE} matches"),
        );
        return;
    };
    fact("owner", &described(owner, notes));
    fact(
        "access",
        &format!(
            "{} {}: {}",
            access.symbol(),
            access.as_str(),
            who_writes(access, owner)
        ),
    );
    fact(
        "rule",
        &format!("{POLICY_FILE}:{} `{}`", rule.line, visible(&rule.pattern)),
    );
    if !ownership.reviewers.is_empty() {
        let reviewers: Vec<String> = ownership
            .reviewers
            .iter()
            .map(|reviewer| described(reviewer, notes))
            .collect();
        fact("reviewers", &reviewers.join("; "));
    }
}

fn who_writes(access: Access, owner: &WorkstreamId) -> String {
    match access {
        Access::Full => {
            format!(
                "`{owner}` writes; everyone else is refused, unless it approves their pull request"
            )
        }
        Access::Exclusive => format!("`{owner}` writes; everyone else asks it to"),
        Access::Approval => {
            format!("everyone writes; the pull request needs the approval of `{owner}`")
        }
        Access::ReadOnly => "nobody writes by hand: it is generated or vendored".to_owned(),
        Access::Shared => "everyone writes".to_owned(),
    }
}

/// A workstream with its title and lead: "`auth`, Auth Service, lead @alice".
fn described(id: &WorkstreamId, notes: &[OwnerNote]) -> String {
    let mut text = format!("`{id}`");
    if let Some(note) = notes.iter().find(|note| note.id == *id) {
        if note.title != id.as_str() {
            let _ = write!(text, ", {}", visible(&note.title));
        }
        if let Some(lead) = &note.lead {
            let _ = write!(text, ", lead {}", visible(lead));
        }
    }
    text
}
