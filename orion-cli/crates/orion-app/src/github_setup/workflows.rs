//! The workflows that run Orion on GitHub, from one text each; they differ in where `orion` comes from.

use orion_core::config::Notices;
use thiserror::Error;

/// The place in a workflow where `orion` is brought.
const PLACE: &str = "      #@orion\n";
/// Orion built from a commit of its source, and kept for the next run.
const FROM_GIT: &str =
    include_str!("../../../../../templates/github/workflows/install-from-git.yml");
/// The line that names both in a workflow that was written before.
const INSTALL: &str = " --git \"";

/// Each workflow's file and its text, the check first.
pub(super) const WORKFLOWS: [(&str, &str); 3] = [
    (
        ".github/workflows/orion-check.yml",
        include_str!("../../../../../templates/github/workflows/orion-check.yml"),
    ),
    (
        ".github/workflows/orion-commands.yml",
        include_str!("../../../../../templates/github/workflows/orion-commands.yml"),
    ),
    (
        ".github/workflows/orion-clocks.yml",
        include_str!("../../../../../templates/github/workflows/orion-clocks.yml"),
    ),
];

/// The name of the check that `orion-check.yml` makes: its job's.
pub(super) const CHECK: &str = "orion check";

/// Where workflows get `orion` from: a commit of a git repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrionSource {
    url: String,
    revision: String,
}

/// Why a text is no [`OrionSource`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("it is not `https://HOST/PATH@COMMIT`, with the commit's forty digits")]
pub struct InvalidSource;

impl std::str::FromStr for OrionSource {
    type Err = InvalidSource;

    /// Takes `https://HOST/PATH@COMMIT`. Both stand in a workflow's shell as they are, so only what means nothing there is
    /// taken.
    fn from_str(text: &str) -> Result<Self, InvalidSource> {
        let (url, revision) = text.rsplit_once('@').ok_or(InvalidSource)?;
        let path = url.strip_prefix("https://").ok_or(InvalidSource)?;
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/:".contains(&byte);
        let is_commit = revision.len() == 40
            && revision
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if path.contains('/') && path.bytes().all(is_plain) && is_commit {
            Ok(Self {
                url: url.to_owned(),
                revision: revision.to_owned(),
            })
        } else {
            Err(InvalidSource)
        }
    }
}

impl OrionSource {
    /// What a workflow says that was written before.
    pub(super) fn of_workflow(text: &str) -> Option<Self> {
        let line = text.lines().find_map(|line| line.split_once(INSTALL))?.1;
        let (url, rest) = line.split_once('"')?;
        let revision = rest.split('"').nth(1)?;
        format!("{url}@{revision}").parse().ok()
    }

    /// The steps that bring it.
    fn steps(&self) -> String {
        FROM_GIT
            .replace("@source", &self.url)
            .replace("@revision", &self.revision)
    }
}

/// A workflow's text, with the steps that bring `orion`.
fn with_steps(text: &str, steps: &str, notices: &Notices) -> String {
    text.replace(PLACE, steps)
        .replace("@slack", notices.slack.webhook_env.as_str())
        .replace("@webhook", notices.webhook.url_env.as_str())
}

/// A workflow's text for a repository that gets `orion` from elsewhere.
pub(super) fn render(text: &str, source: &OrionSource, notices: &Notices) -> String {
    with_steps(text, &source.steps(), notices)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use orion_core::config::parse;

    use super::*;

    const FROM_HERE: &str =
        include_str!("../../../../../templates/github/workflows/install-from-here.yml");

    fn notices() -> Notices {
        let text = "schema = 1\n[project]\nname = \"shop\"\n[workstreams.a]\nowns = [\"a/\"]\n";
        parse(text).workspace.unwrap().notices
    }

    fn source() -> OrionSource {
        let text = format!("https://git.example/acme/orion@{}", "0123456789".repeat(4));
        text.parse().unwrap()
    }

    /// What this repository has, and what it hands out.
    fn all() -> Vec<(String, String)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../.github/workflows");
        let mut all = Vec::new();
        for entry in fs::read_dir(root).unwrap() {
            let path = entry.unwrap().path();
            let name = path.display().to_string();
            all.push((name, fs::read_to_string(path).unwrap()));
        }
        assert!(all.len() >= 4);
        for (name, text) in WORKFLOWS {
            all.push((
                format!("template {name}"),
                render(text, &source(), &notices()),
            ));
        }
        all
    }

    #[test]
    fn this_repository_has_the_same_built_from_itself() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
        for (name, text) in WORKFLOWS {
            let wanted = with_steps(text, FROM_HERE, &notices());
            assert_eq!(
                fs::read_to_string(root.join(name)).unwrap(),
                wanted,
                "{name}"
            );
        }
    }

    #[test]
    fn every_action_is_pinned_by_its_commit() {
        for (name, text) in all() {
            let uses = text.lines().filter_map(|line| line.split_once("uses: "));
            let mut count = 0;
            for (_, action) in uses {
                count += 1;
                let commit = action.split_once('@').unwrap().1;
                let commit = commit.split(' ').next().unwrap();
                let is_commit = commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
                assert!(is_commit, "{name}: {action}");
            }
            assert!(count > 0, "{name}");
        }
    }

    #[test]
    fn permissions_are_said_at_the_top_and_are_the_least() {
        for (name, text) in all() {
            let top = text.lines().find(|line| line.starts_with("permissions:"));
            assert!(top.is_some(), "{name}");
            for line in text.lines().filter(|line| line.contains(": write")) {
                assert!(
                    line.trim().starts_with("issues: write # "),
                    "{name}: {line}"
                );
            }
            assert!(
                !text.contains("write-all") && !text.contains("pull_request_target"),
                "{name}"
            );
        }
    }

    #[test]
    fn no_text_from_elsewhere_reaches_a_shell() {
        for (name, text) in all() {
            // What is below `run:` is indented further than it.
            let mut below: Option<usize> = None;
            for line in text.lines() {
                let indent = line.len() - line.trim_start().len();
                if below.is_some_and(|at| indent <= at && !line.trim().is_empty()) {
                    below = None;
                }
                let is_run = line
                    .trim_start()
                    .trim_start_matches("- ")
                    .starts_with("run:");
                if is_run {
                    below = Some(indent);
                }
                assert!(below.is_none() || !line.contains("${{"), "{name}: {line}");
            }
        }
    }

    #[test]
    fn nothing_is_left_open() {
        for (name, text) in all() {
            for open in ["#@orion", "@slack", "@webhook", "@source", "@revision"] {
                assert!(!text.contains(open), "{name}: {open}");
            }
        }
    }

    #[test]
    fn a_source_is_remembered_by_the_workflow() {
        let text = render(WORKFLOWS[0].1, &source(), &notices());
        assert_eq!(OrionSource::of_workflow(&text), Some(source()));
        assert_eq!(OrionSource::of_workflow("name: other\n"), None);
        for odd in [
            "https://git.example/acme/orion",
            "https://git.example/acme/orion@main",
            "http://git.example/acme/orion@0123456789012345678901234567890123456789",
            "https://git.example/$(id)@0123456789012345678901234567890123456789",
            "https://git.example/a\"b@0123456789012345678901234567890123456789",
        ] {
            assert_eq!(odd.parse::<OrionSource>(), Err(InvalidSource), "{odd}");
        }
    }
}
