//! The change that a requester drafted, read back from the text of the issue.

/// The heading under which it stands; the templates and the forms have the same.
const HEADING: &str = "Draft";

/// What stands under *Draft*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Draft {
    /// Nothing that is a diff.
    None,
    /// A diff whose end did not fit into the issue.
    Cut,
    /// A diff, as a whole.
    Diff(String),
}

impl Draft {
    /// Reads the first block of code with the language `diff` under the heading, whoever wrote it.
    #[must_use]
    pub fn read(body: &str) -> Self {
        let mut lines = body.lines().skip_while(|line| !is_heading(line)).skip(1);
        let Some(fence) = lines
            .by_ref()
            .take_while(|line| !line.starts_with("### "))
            .find_map(fence)
        else {
            return Self::None;
        };
        let mut diff = String::new();
        let mut is_closed = false;
        for line in lines.by_ref() {
            if line.trim_end() == fence {
                is_closed = true;
                break;
            }
            diff.push_str(line);
            diff.push('\n');
        }
        let is_cut = lines
            .take_while(|line| !line.starts_with("### "))
            .any(|line| line.starts_with('_') && line.contains("left out"));
        if !is_closed || is_cut {
            Self::Cut
        } else if diff.trim().is_empty() {
            Self::None
        } else {
            Self::Diff(diff)
        }
    }
}

fn is_heading(line: &str) -> bool {
    line.starts_with('#') && line.trim_start_matches('#').trim() == HEADING
}

/// The backticks that open a block of code in that language.
fn fence(line: &str) -> Option<&str> {
    let word = line.trim_end().strip_suffix("diff")?.trim_end();
    (word.len() >= 3 && word.bytes().all(|byte| byte == b'`')).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_is_read_as_it_was_written() {
        let diff = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-### Why\n+```\n";
        let body = format!(
            "### Why\n\n```diff\nno\n```\n\n### Draft\n\n{}\n\n<!-- orion:key=0 -->\n",
            crate::escape::code_fence(diff, "diff")
        );
        assert_eq!(Draft::read(&body), Draft::Diff(diff.to_owned()));
    }

    #[test]
    fn what_is_not_whole_is_no_draft() {
        for (body, expected) in [
            ("### Draft\n\n_No draft._\n", Draft::None),
            ("```diff\n+x\n```\n", Draft::None),
            ("### Draft\n\n```diff\n+x\n", Draft::Cut),
            (
                "### Draft\n\n```diff\n+x\n```\n\n_3 lines of 4 are left out: an issue has no room for more._\n",
                Draft::Cut,
            ),
            ("### Draft\n\n```diff\n```\n", Draft::None),
            ("### Draft\n### Why\n```diff\n+x\n```\n", Draft::None),
        ] {
            assert_eq!(Draft::read(body), expected, "{body}");
        }
    }
}
