//! The exact command to go on with.

use std::fmt::Write;

use super::Occasion;
use super::case::Case;
use crate::ids::WorkstreamId;
use crate::path::RepoPath;
use crate::shell::{quote, quote_path};

impl Occasion {
    /// How to ask again once these workstreams have approved; only a pull request knows approvals.
    pub(super) fn command_with_approval_of(&self, workstreams: &[WorkstreamId]) -> Option<String> {
        let Self::PullRequest {
            base,
            head,
            approved,
        } = self
        else {
            return None;
        };
        if workstreams.is_empty() {
            return None;
        }
        let mut command = range_command(base, head);
        for workstream in approved.iter().chain(workstreams) {
            let _ = write!(command, " --approved {workstream}");
        }
        Some(command)
    }

    /// How to go on when nobody is known to be acting.
    pub(super) fn command_with_identity(&self, path: &RepoPath) -> String {
        match self {
            Self::Commit => "git config orion.workstream WORKSTREAM".to_owned(),
            Self::PullRequest { base, head, .. } => {
                format!("{} --as WORKSTREAM", range_command(base, head))
            }
            Self::Edit => {
                format!(
                    "orion check --as WORKSTREAM {}",
                    quote_path(path.as_bytes())
                )
            }
        }
    }

    /// How to let a refused change through all the same, or where that is not to be had, how to see whose it
    /// is.
    pub(super) fn command_past_refusal(&self, path: &RepoPath) -> String {
        match self {
            Self::Commit => r#"ORION_OVERRIDE="why it cannot wait" git commit"#.to_owned(),
            Self::PullRequest { .. } | Self::Edit => command_to_see_the_owner(path),
        }
    }
}

impl Case<'_> {
    /// How to take the change back out of the commit.
    pub(super) fn command_to_leave_out(&self) -> String {
        match self.occasion {
            Occasion::Commit => format!("git restore --staged {}", quote(&pathspec(self.path))),
            Occasion::PullRequest { base, head, .. } => format!(
                "git restore --source={} --staged --worktree {}",
                quote(format!("{base}...{head}").as_bytes()),
                quote(&pathspec(self.path))
            ),
            Occasion::Edit => command_to_see_the_owner(self.path),
        }
    }

    /// How to ask the owner to make the change.
    pub(super) fn command_to_request(&self) -> String {
        format!(
            "orion contract request --path {}",
            quote_path(self.path.as_bytes())
        )
    }
}

/// The path as git takes it in any directory of the repository, without reading anything into it.
fn pathspec(path: &RepoPath) -> Vec<u8> {
    let path = path.as_bytes();
    let begins_plainly = path.first().is_some_and(u8::is_ascii_alphanumeric);
    let magic: &[u8] = if begins_plainly && !path.iter().any(|byte| b"*?[\\".contains(byte)) {
        b":/"
    } else {
        b":(top,literal)"
    };
    [magic, path].concat()
}

fn command_to_see_the_owner(path: &RepoPath) -> String {
    format!("orion owner {}", quote_path(path.as_bytes()))
}

fn range_command(base: &str, head: &str) -> String {
    format!(
        "orion check --range {}",
        quote(format!("{base}..{head}").as_bytes())
    )
}
