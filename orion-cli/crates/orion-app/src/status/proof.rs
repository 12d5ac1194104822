//! What a proof is called, and the command that shows its evidence.

use orion_core::config::{CommandLine, Proof};
use orion_core::shell::quote;

use super::report::{EvidenceSource, ProofKind};

/// A proof as reports name it.
pub(super) struct NamedProof {
    pub(super) kind: ProofKind,
    pub(super) subject: String,
    pub(super) source: EvidenceSource,
}

impl NamedProof {
    pub(super) fn of(proof: &Proof) -> Self {
        use EvidenceSource::{BaseCommit, Command, Github, TestRun};
        let (kind, subject, source) = match proof {
            Proof::Test(name) => (ProofKind::Test, name.clone(), TestRun),
            Proof::Path(path) => (ProofKind::Path, path.to_string(), BaseCommit),
            Proof::Glob { pattern, at_least } => {
                let subject = match at_least.get() {
                    1 => pattern.as_str().to_owned(),
                    least => format!("{} (at least {least})", pattern.as_str()),
                };
                (ProofKind::Glob, subject, BaseCommit)
            }
            Proof::Contract(name) => (ProofKind::Contract, name.to_string(), BaseCommit),
            Proof::Issue(number) => (ProofKind::Issue, number.to_string(), Github),
            Proof::Milestone(title) => (ProofKind::Milestone, title.clone(), Github),
            Proof::Command(command) => (ProofKind::Command, shown(command), Command),
            Proof::Checklist(path) => (ProofKind::Checklist, path.to_string(), BaseCommit),
        };
        Self {
            kind,
            subject,
            source,
        }
    }

    /// What the proof is known by: another kind or subject is another proof.
    pub(super) fn key(&self) -> String {
        format!("{}:{}", self.kind.as_str(), self.subject)
    }
}

/// A command as one would write it in a shell.
pub(super) fn shown(command: &CommandLine) -> String {
    match command {
        CommandLine::Shell(text) => text.clone(),
        CommandLine::Program(words) => {
            let words: Vec<_> = words.iter().map(|word| quote(word.as_bytes())).collect();
            words.join(" ")
        }
    }
}

/// The command that shows the evidence. `document` is the contract's.
pub(super) fn reproduce(proof: &Proof, commit: &str, document: Option<&str>) -> String {
    let commit = commit.get(..12).unwrap_or(commit);
    let list = |paths: &str| {
        let paths = quote(paths.as_bytes());
        format!("git ls-tree -r --name-only {commit} -- {paths}")
    };
    let show = |path: &str| format!("git show {}", quote(format!("{commit}:{path}").as_bytes()));
    match proof {
        Proof::Test(name) => test(name),
        Proof::Path(path) => list(path.to_string().trim_end_matches('/')),
        Proof::Glob { pattern, .. } => {
            let pattern = pattern.as_str();
            // git lists below the directories that stand before the first wildcard.
            let literal = pattern.split(['*', '?', '{', '\\']).next();
            let literal = literal.unwrap_or_default();
            match literal.rsplit_once('/') {
                Some((directory, _)) => list(&format!("{directory}/")),
                None => format!("git ls-tree -r --name-only {commit}"),
            }
        }
        Proof::Contract(name) => match document {
            Some(path) => show(path),
            None => format!(
                "grep -rn {} workstreams.toml",
                quote(name.as_str().as_bytes())
            ),
        },
        Proof::Issue(number) => format!("gh issue view {}", number.get()),
        Proof::Milestone(title) => {
            let jq = format!(".[] | select(.title == {title:?}) | .state");
            let jq = quote(jq.as_bytes());
            format!("gh api 'repos/{{owner}}/{{repo}}/milestones?state=all' --jq {jq}")
        }
        Proof::Command(command) => shown(command),
        Proof::Checklist(path) => show(&path.to_string()),
    }
}

/// `package::binary::test`, as cargo-nextest names it.
fn test(name: &str) -> String {
    let filter = |test: &str| quote(format!("test(={test})").as_bytes());
    let mut parts = name.splitn(3, "::");
    match (parts.next(), parts.next(), parts.next()) {
        (Some(package), Some(binary), Some(test)) if !binary.starts_with("bin/") => {
            let (package, binary) = (quote(package.as_bytes()), quote(binary.as_bytes()));
            format!("cargo nextest run -p {package} -E {}", {
                let binary = format!("binary_id({package}::{binary}) and test(={test})");
                quote(binary.as_bytes())
            })
        }
        (Some(package), Some(test), None) => {
            format!(
                "cargo nextest run -p {} -E {}",
                quote(package.as_bytes()),
                filter(test)
            )
        }
        _ => {
            let last = name.rsplit("::").next().unwrap_or(name);
            format!(
                "cargo nextest run -E {}",
                quote(format!("test({last})").as_bytes())
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use orion_core::config::Proof;
    use orion_core::ids::IssueNumber;
    use orion_core::path::RepoPath;

    use super::reproduce;

    #[test]
    fn what_is_shown_can_be_run() {
        let commit = "0123456789abcdef0123456789abcdef01234567";
        let command = |proof: Proof| reproduce(&proof, commit, None);
        let path = |path: &str| RepoPath::from(path);
        assert_snapshot!(command(Proof::Path(path("a b/"))), @"git ls-tree -r --name-only 0123456789ab -- 'a b'");
        assert_snapshot!(command(Proof::Checklist(path("docs/it's.md"))), @r"git show '0123456789ab:docs/it'\''s.md'");
        assert_snapshot!(command(Proof::Issue(IssueNumber::new(7).unwrap())), @"gh issue view 7");
        let test = |name: &str| command(Proof::Test(name.to_owned()));
        assert_snapshot!(test("orion-auth::process::it_starts"), @"cargo nextest run -p orion-auth -E 'binary_id(orion-auth::process) and test(=it_starts)'");
        assert_snapshot!(test("orion-auth::it_starts"), @"cargo nextest run -p orion-auth -E 'test(=it_starts)'");
        assert_snapshot!(test("it_starts"), @"cargo nextest run -E 'test(it_starts)'");
    }
}
