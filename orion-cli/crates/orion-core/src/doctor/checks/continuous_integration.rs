//! DOC052: CI does not judge.

use bstr::ByteSlice;

use crate::codes::{Code, Rule};
use crate::doctor::Finding;

/// DOC052
pub const RULE: Rule = Rule {
    code: Code("DOC052"),
    name: "CI does not judge",
    what: "No tracked CI configuration runs `orion check --range`.",
    why: "Hooks are for the fast answer. A fast-forward merge, `git update-ref` and `git -c \
          core.hooksPath=/dev/null commit` pass every one of them; CI is the judge.",
    example: "A workflow that builds and tests, and nothing else.",
    fix: "Let the workflow of pull requests run it, with the whole history checked out (`fetch-depth: 0`):\n\
          \n    orion check --range \"origin/$GITHUB_BASE_REF..HEAD\" --format github",
};

/// Where CI systems look for what to run, and what they usually call from there.
const PLACES: [&str; 11] = [
    ".github/workflows/",
    ".gitlab-ci.yml",
    ".gitlab/ci/",
    ".circleci/",
    ".buildkite/",
    ".woodpecker",
    ".ci/",
    "ci/",
    "Jenkinsfile",
    "azure-pipelines.yml",
    "bitbucket-pipelines.yml",
];

/// Whether a path may be CI configuration.
#[must_use]
pub fn may_configure(path: &[u8]) -> bool {
    PLACES
        .iter()
        .any(|place| path.starts_with(place.as_bytes()))
}

/// Whether a text runs the check on a range.
#[must_use]
pub fn judges(text: &[u8]) -> bool {
    text.lines().any(|line| {
        line.contains_str("orion") && line.contains_str("check") && line.contains_str("--range")
    })
}

/// Judges whether some configuration does; `files` is how many there are.
#[must_use]
pub fn check(found: Option<&str>, files: usize) -> Finding {
    let fix = "let CI run `orion check --range \"origin/$GITHUB_BASE_REF..HEAD\" --format github`";
    match (found, files) {
        (Some(path), _) => Finding::ok(&RULE, format!("`{path}` runs `orion check --range`")),
        (None, 0) => Finding::warning(&RULE, "there is no CI that could judge", fix),
        (None, _) => Finding::warning(&RULE, "CI does not run `orion check --range`", fix),
    }
}

#[cfg(test)]
mod tests {
    use super::{judges, may_configure};

    #[test]
    fn a_range_is_judged() {
        assert!(judges(
            b"steps:\n  - run: orion check --range origin/main..HEAD\n"
        ));
        assert!(judges(
            b"run: ./target/release/orion check --format github --range $R"
        ));
        assert!(!judges(b"run: orion check\n"));
        assert!(!judges(b"# orion\n# check\n# --range\n"));
        assert!(may_configure(b".github/workflows/ci.yml"));
        assert!(!may_configure(b"src/ci/main.rs"));
    }
}
