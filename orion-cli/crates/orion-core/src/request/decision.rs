//! What an owner says, as a comment on the issue: `/approve`, `/changes …`, `/reject …`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RequestState;

/// An owner's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// It is to be made.
    Approve,
    /// It is to be described differently first.
    Changes,
    /// It is not to be made.
    Reject,
}

impl Decision {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Approve, Self::Changes, Self::Reject];

    /// The word, without its slash; also the command's.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Changes => "changes",
            Self::Reject => "reject",
        }
    }

    /// Where it leads.
    #[must_use]
    pub fn leads_to(self) -> RequestState {
        match self {
            Self::Approve => RequestState::Approved,
            Self::Changes => RequestState::ChangesRequested,
            Self::Reject => RequestState::Rejected,
        }
    }

    /// Reads a comment: its first line that is not empty begins with the word, and nothing stands before that but
    /// hidden comments. A quoted word, or one in a code block, decides nothing.
    #[must_use]
    pub fn read(comment: &str) -> Option<Self> {
        let mut text = comment.trim_start();
        while let Some(hidden) = text.strip_prefix("<!--") {
            text = hidden.split_once("-->")?.1.trim_start();
        }
        let first = text.split_whitespace().next()?;
        let word = first.strip_prefix('/')?;
        Self::ALL.into_iter().find(|it| it.word() == word)
    }

    /// The comment that says it, with a reason if there is one.
    #[must_use]
    pub fn comment(self, reason: Option<&str>) -> String {
        match reason {
            Some(reason) => format!("/{} {reason}", self.word()),
            None => format!("/{}", self.word()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_counts_at_the_very_beginning() {
        for (comment, decision) in [
            ("/approve", Some(Decision::Approve)),
            ("\n  /changes name the field\nmore", Some(Decision::Changes)),
            ("<!-- orion:key=0 -->\n/reject no", Some(Decision::Reject)),
            ("> /approve", None),
            ("```\n/approve\n```", None),
            ("I would /approve", None),
            ("/approved", None),
            ("/Approve", None),
            ("<!-- /approve", None),
            ("", None),
        ] {
            assert_eq!(Decision::read(comment), decision, "{comment:?}");
        }
        assert_eq!(
            Decision::read(&Decision::Changes.comment(Some("why"))),
            Some(Decision::Changes)
        );
    }
}
