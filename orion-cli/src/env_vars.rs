//! Every environment variable that Orion understands, and the one place where it reads its own.

use std::env;
use std::ffi::OsString;

/// What the environment says that a command may want to know. An empty variable counts as one that is not
/// set; bytes that are not UTF-8 become U+FFFD.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Environment {
    /// `ORION_WORKSTREAM`
    pub(crate) workstream: Option<String>,
    /// `ORION_OVERRIDE`
    pub(crate) override_reason: Option<String>,
    /// `ORION_LOG`
    pub(crate) log: Option<String>,
    /// `ORION_NOW`
    pub(crate) now: Option<String>,
    /// `ORION_TRUST`
    pub(crate) trust: Option<String>,
    /// `ORION_GATE`
    pub(crate) gate: Option<String>,
    /// `GITHUB_REF`
    pub(crate) github_ref: Option<String>,
    /// Whether text may be more than ASCII, by `LC_ALL`, `LC_CTYPE` and `LANG`
    pub(crate) unicode: bool,
    /// Whether the terminal can do nothing but write one character after the other, by `TERM`
    pub(crate) is_dumb: bool,
    /// `GITHUB_HEAD_REF`
    pub(crate) pull_request_branch: Option<String>,
    /// `GITHUB_ACTOR`
    pub(crate) login: Option<String>,
}

impl Environment {
    /// Reads the process's environment.
    pub(crate) fn read() -> Self {
        let text = |name| {
            let value = env::var_os(name)?;
            let value = value.to_string_lossy().into_owned();
            (!value.is_empty()).then_some(value)
        };
        Self {
            workstream: text("ORION_WORKSTREAM"),
            override_reason: text("ORION_OVERRIDE"),
            log: text("ORION_LOG"),
            now: text("ORION_NOW"),
            trust: text("ORION_TRUST"),
            gate: text("ORION_GATE"),
            github_ref: text("GITHUB_REF"),
            unicode: text("LC_ALL")
                .or_else(|| text("LC_CTYPE"))
                .or_else(|| text("LANG"))
                .is_none_or(|locale| is_utf8(&locale)),
            is_dumb: text("TERM").is_some_and(|term| term == "dumb"),
            pull_request_branch: text("GITHUB_HEAD_REF"),
            login: text("GITHUB_ACTOR"),
        }
    }
}

/// Whether a locale such as `de_DE.UTF-8` writes Unicode.
fn is_utf8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// A variable that belongs to another program, for whoever reads that program's settings as it does: the ones of
/// Docker, Podman and cargo below.
pub(crate) fn of_others(name: &str) -> Option<OsString> {
    env::var_os(name)
}

/// Name and purpose of each variable: Orion's own, then those of others that it or git honours.
#[cfg(test)]
pub(crate) const VARIABLES: &[(&str, &str)] = &[
    (
        "ORION_WORKSTREAM",
        "Who is acting: one workstream, or several separated by commas. `--as` goes before it; git config \
         `orion.workstream`, the branch and `members` come after it.",
    ),
    (
        "ORION_OVERRIDE",
        "The reason for committing past a refusal. The commit gets an `Orion-Override:` trailer, and its pull \
         request needs the owners' approval.",
    ),
    (
        "ORION_LOG",
        "What to log to standard error: a level (`info`, `debug`, `trace`) or directives such as \
         `orion_adapters=debug`. `-v` goes before it.",
    ),
    (
        "ORION_NOW",
        "What time it is, such as `2026-11-26T09:00:00Z`, for commands with clocks: to see what they will say then.",
    ),
    (
        "ORION_TRUST",
        "For machines, instead of `orion trust`: `all` lets every command of this work tree's `workstreams.toml` run, \
         and a digest from `orion trust --show` lets them run as long as they are exactly those.",
    ),
    (
        "ORION_GATE",
        "Set by `orion gate` for its commands: the gates that they run in. A hook inside one runs no gate again.",
    ),
    (
        "ORION_AFFECTED_PACKAGES",
        "Set by `orion gate` for its commands: the Cargo packages that the change affects, separated by spaces.",
    ),
    (
        "ORION_AFFECTED_WORKSTREAMS",
        "Set by `orion gate` for its commands: the workstreams that the change affects, separated by spaces.",
    ),
    (
        "ORION_CHANGED_FILES",
        "Set by `orion gate` for its commands: a file with the names of the changed files, each ended by a NUL.",
    ),
    (
        "ORION_HOOK_PREVIOUS",
        "Set by Orion's hooks for the hook that they run after Orion's: it keeps two hook managers from calling \
         each other in a circle.",
    ),
    (
        "NO_COLOR",
        "No colours when set, whatever its value. `--color` goes before it.",
    ),
    (
        "CLICOLOR_FORCE",
        "Colours even where the output is no terminal, when set to anything but `0`. `NO_COLOR` goes before it.",
    ),
    ("CLICOLOR", "No colours when set to `0`."),
    ("TERM", "No colours, and no dashboard, when it is `dumb`."),
    (
        "LC_ALL",
        "Bars are drawn in ASCII when it names a character set that is not UTF-8. `LC_CTYPE` and `LANG` come after it.",
    ),
    ("LC_CTYPE", "As `LC_ALL`, which goes before it."),
    ("LANG", "As `LC_CTYPE`, which goes before it."),
    (
        "GITHUB_HEAD_REF",
        "The branch that a workflow's pull request comes from: it tells who is acting where HEAD is detached.",
    ),
    (
        "GITHUB_REF",
        "In a workflow for a pull request, `refs/pull/NUMBER/merge`: which one `orion gate pr` looks for approval of.",
    ),
    (
        "GITHUB_ACTOR",
        "The GitHub login that a workflow runs for: it is looked for in `members`.",
    ),
    (
        "DOCKER_HOST",
        "Where the container engine is: `unix:///path` or `tcp://host:port`. The variables and files of Docker and \
         Podman below come after it.",
    ),
    (
        "DOCKER_CONTEXT",
        "Which of Docker's contexts says where the engine is.",
    ),
    (
        "DOCKER_CONFIG",
        "Where Docker's contexts and credentials are; `~/.docker` by default.",
    ),
    (
        "XDG_RUNTIME_DIR",
        "Where the sockets of a rootless Docker or Podman are looked for.",
    ),
    (
        "GH_TOKEN",
        "The token for github.com. After it come `GITHUB_TOKEN`, `gh auth token`, and the file `orion/token` in the \
         directory of user settings, which only its owner may read.",
    ),
    ("GITHUB_TOKEN", "As `GH_TOKEN`, which goes before it."),
    (
        "GH_ENTERPRISE_TOKEN",
        "The token for a GitHub Enterprise server; `GITHUB_ENTERPRISE_TOKEN` comes after it.",
    ),
    (
        "GITHUB_ENTERPRISE_TOKEN",
        "As `GH_ENTERPRISE_TOKEN`, which goes before it.",
    ),
    (
        "GITHUB_API_URL",
        "Where GitHub's API answers, as workflows have it; by default what the repository's host says.",
    ),
    ("GITHUB_GRAPHQL_API_URL", "The same for its GraphQL API."),
    (
        "ORION_SLACK_WEBHOOK",
        "The address of Slack's incoming webhook, a secret, for notices; `webhook-env` under `[notices.slack]` names \
         another variable.",
    ),
    (
        "ORION_WEBHOOK",
        "The address of the generic webhook, a secret; `url-env` under `[notices.webhook]` names another variable.",
    ),
    (
        "VISUAL",
        "What a request is edited in before it is filed. `EDITOR` comes after it.",
    ),
    ("EDITOR", "As `VISUAL`, which goes before it."),
    (
        "XDG_CONFIG_HOME",
        "The directory of user settings; `~/.config` by default.",
    ),
    (
        "XDG_STATE_HOME",
        "The directory of what `orion trust` remembers; `~/.local/state` by default.",
    ),
    (
        "CARGO",
        "The `cargo` that builds the binaries of services, and says which package depends on which; the one on `PATH` \
         by default.",
    ),
    (
        "GIT_DIR",
        "Read by git: which repository. With the variables below git tells a hook what is being committed, and \
         Orion judges exactly that.",
    ),
    ("GIT_WORK_TREE", "Read by git: where the work tree is."),
    (
        "GIT_INDEX_FILE",
        "Read by git: the index that the commit will be made from.",
    ),
    (
        "GIT_AUTHOR_EMAIL",
        "The author of the commit being made: looked for in `members`. Without it, git config `user.email`.",
    ),
];

#[cfg(test)]
mod tests {
    use super::VARIABLES;

    #[test]
    fn every_variable_that_is_read_is_documented() {
        let source = include_str!("env_vars.rs");
        let read: Vec<_> = source
            .split("text(\"")
            .skip(1)
            .filter_map(|rest| rest.split_once("\")"))
            .map(|(name, _)| name)
            .filter(|name| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
            .collect();
        assert!(read.len() >= 5, "{read:?}");
        for name in read {
            assert!(
                VARIABLES.iter().any(|(documented, _)| *documented == name),
                "{name}"
            );
        }
    }
}
