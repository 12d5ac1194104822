//! What was committed lately, and where.

use bstr::ByteSlice as _;
use jiff::Timestamp;
use orion_app::ports::{Activity, CommitSummary, RepositoryError};
use orion_core::path::RepoPath;

use super::GitRepository;

/// A commit begins with an empty field, which no path can be; then id, seconds since 1970 and subject. NUL separates
/// them, and no commit can hold one. Where there are paths, the first comes after a line end.
const FORMAT: &str = "--format=%x00%H%x00%ct%x00%s%x00";

impl Activity for GitRepository {
    fn landed(&self, base: &str, since: Timestamp) -> Result<Vec<CommitSummary>, RepositoryError> {
        let base = self.plumbing().commit_id(base)?;
        let since = since.as_second().max(0);
        log(
            self,
            &["--first-parent", &format!("--max-age={since}"), &base],
        )
    }

    fn ahead(&self, base: &str, branch: &str) -> Result<Vec<CommitSummary>, RepositoryError> {
        let excluded = format!("^{}", self.plumbing().commit_id(base)?);
        let branch = self.plumbing().commit_id(branch)?;
        log(self, &[&branch, &excluded])
    }

    fn branches(&self) -> Result<Vec<String>, RepositoryError> {
        let arguments = ["for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads"];
        let names = self.plumbing().run(&arguments)?.success()?;
        Ok(names
            .lines()
            .map(|name| name.to_str_lossy().into_owned())
            .collect())
    }
}

fn log(
    repository: &GitRepository,
    selection: &[&str],
) -> Result<Vec<CommitSummary>, RepositoryError> {
    let mut arguments = vec![
        "log",
        "-z",
        "--name-only",
        "--no-renames",
        "--no-relative",
        "--ignore-submodules=none",
        "--diff-merges=first-parent",
        "--no-show-signature",
        "--encoding=UTF-8",
        FORMAT,
    ];
    arguments.extend(selection);
    arguments.push("--");
    let answer = repository.plumbing().run(&arguments)?.success()?;
    Ok(parse(&answer))
}

fn parse(answer: &[u8]) -> Vec<CommitSummary> {
    let mut commits: Vec<CommitSummary> = Vec::new();
    let mut fields = answer.split(|byte| *byte == 0);
    let mut is_in_paths = false;
    while let Some(field) = fields.next() {
        let first = field.strip_prefix(b"\n").filter(|_| !is_in_paths);
        is_in_paths = !field.is_empty() && (is_in_paths || first.is_some());
        match commits.last_mut() {
            Some(commit) if is_in_paths => {
                commit.paths.push(RepoPath::new(first.unwrap_or(field)));
            }
            _ if field.is_empty() => {}
            _ => {
                let seconds = fields
                    .next()
                    .and_then(|field| field.to_str().ok()?.parse().ok());
                let subject = fields.next().unwrap_or_default();
                commits.push(CommitSummary {
                    id: field.to_str_lossy().into_owned(),
                    at: seconds
                        .and_then(|seconds| Timestamp::from_second(seconds).ok())
                        .unwrap_or_default(),
                    subject: subject.to_str_lossy().into_owned(),
                    paths: Vec::new(),
                });
            }
        }
    }
    commits
}

#[cfg(test)]
mod tests {
    use orion_core::path::RepoPath;

    use super::parse;

    #[test]
    fn subjects_may_be_empty_and_paths_may_hold_anything() {
        let answer = b"\0aa\x001\0two\0\0\na\0\nb\0\0bb\x002\0\0\0\0cc\x003\0\0\0\n\nd\0";
        let commits = parse(answer);
        let told: Vec<_> = commits
            .iter()
            .map(|it| (it.id.as_str(), it.at.as_second(), it.subject.as_str()))
            .collect();
        assert_eq!(told, [("aa", 1, "two"), ("bb", 2, ""), ("cc", 3, "")]);
        let paths: Vec<Vec<_>> = commits
            .iter()
            .map(|it| it.paths.iter().map(RepoPath::as_bytes).collect())
            .collect();
        assert_eq!(paths, [vec![&b"a"[..], b"\nb"], vec![], vec![&b"\nd"[..]]]);
    }
}
