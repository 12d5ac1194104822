//! The base branch's commit, and what is ahead of it.

use std::collections::BTreeMap;
use std::ffi::OsString;

use bstr::ByteSlice as _;
use jiff::Timestamp;
use orion_app::ports::RepositoryError;
use orion_app::status::{BaseBranch, BaseCommit, LiveBranch};
use orion_core::path::RepoPath;

use super::GitRepository;
use super::plumbing::Plumbing;

/// One ref on a line, its fields separated by NUL, which no name can hold.
const FORMAT: &str =
    "--format=%(refname)%00%(symref)%00%(objectname)%00%(tree)%00%(committerdate:unix)";

/// A ref, as git lists it.
struct Listed {
    name: String,
    is_symbolic: bool,
    commit: String,
    tree: String,
    at: Timestamp,
}

impl BaseBranch for GitRepository {
    fn base(&self, branch: &str) -> Result<Option<BaseCommit>, RepositoryError> {
        let names = [
            format!("refs/remotes/origin/{branch}"),
            format!("refs/heads/{branch}"),
        ];
        let found = listed(self, &[&names[0], &names[1]])?;
        let base = names.iter().find_map(|name| {
            // A pattern also lists what is below it.
            found.iter().find(|listed| listed.name == *name)
        });
        Ok(base.map(|base| BaseCommit {
            reference: base.name.clone(),
            commit: base.commit.clone(),
            tree: base.tree.clone(),
            at: base.at,
        }))
    }

    fn live_branches(
        &self,
        base: &BaseCommit,
        not_before: Timestamp,
        most: usize,
    ) -> Result<Vec<LiveBranch>, RepositoryError> {
        let unmerged = format!("--no-merged={}", base.commit);
        let arguments = [
            "--sort=-committerdate",
            &unmerged,
            "refs/heads",
            "refs/remotes",
        ];
        let mut live: Vec<LiveBranch> = Vec::new();
        // A branch of this clone and the remote's of that name are one, the younger; `origin/x` is shown as such only
        // where it is the one.
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for listed in listed(self, &arguments)? {
            let (name, own) = names_of(&listed.name);
            if listed.is_symbolic || listed.at < not_before {
                continue;
            }
            let same = live.iter().position(|it| it.commit == listed.commit);
            if let Some(same) = same.or_else(|| known.get(own).copied()) {
                let is_here = listed.name.starts_with("refs/heads/");
                if is_here && live[same].commit == listed.commit {
                    name.clone_into(&mut live[same].name);
                }
                continue;
            }
            if live.len() == most {
                break;
            }
            known.insert(own.to_owned(), live.len());
            live.push(LiveBranch {
                name: name.to_owned(),
                commit: listed.commit,
                at: listed.at,
            });
        }
        Ok(live)
    }

    fn paths_at(&self, commit: &str) -> Result<Vec<RepoPath>, RepositoryError> {
        let arguments = ["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit];
        let answer = self.plumbing().run(&arguments)?.success()?;
        let paths = answer.split(|byte| *byte == 0);
        Ok(paths
            .filter(|path| !path.is_empty())
            .map(RepoPath::new)
            .collect())
    }

    fn file_at(&self, commit: &str, path: &RepoPath) -> Result<Option<Vec<u8>>, RepositoryError> {
        self.read_at(commit, path)
    }

    fn conflicts(&self, base: &str, head: &str) -> Result<Vec<RepoPath>, RepositoryError> {
        // What the merge would write goes to a directory that is gone afterwards.
        let objects = tempfile::tempdir().map_err(|source| RepositoryError::Write {
            path: std::env::temp_dir(),
            source,
        })?;
        let mut environment = self.plumbing().environment().clone();
        let (_, common) = self.git_directories();
        let own = environment.get("GIT_OBJECT_DIRECTORY").map(OsString::from);
        let mut alternates = own.unwrap_or_else(|| common.join("objects").into());
        if let Some(others) = environment.get("GIT_ALTERNATE_OBJECT_DIRECTORIES") {
            alternates.push(":");
            alternates.push(others);
        }
        environment.set("GIT_OBJECT_DIRECTORY", objects.path());
        environment.set("GIT_ALTERNATE_OBJECT_DIRECTORIES", alternates);
        let plumbing = Plumbing::new(self.plumbing().directory().to_owned(), environment);
        let arguments = [
            "merge-tree",
            "--write-tree",
            "-z",
            "--name-only",
            "--no-messages",
            base,
            head,
        ];
        let finished = plumbing.run(&arguments)?;
        // It also exits with 1, and writes nothing, where it knows no such commit.
        if finished.code() != Some(1) || finished.stdout.is_empty() {
            return finished.success().map(|_| Vec::new());
        }
        // The tree's id comes first.
        let paths = finished.stdout.split(|byte| *byte == 0).skip(1);
        Ok(paths
            .filter(|path| !path.is_empty())
            .map(RepoPath::new)
            .collect())
    }

    fn is_checked_out(&self, base: &BaseCommit) -> Result<bool, RepositoryError> {
        let arguments = ["diff-index", "--quiet", &base.commit, "--"];
        let finished = self.plumbing().run(&arguments)?;
        Ok(finished.success_or_no()?.is_some())
    }
}

/// A branch's name as it is shown, and without its remote.
fn names_of(reference: &str) -> (&str, &str) {
    if let Some(name) = reference.strip_prefix("refs/heads/") {
        return (name, name);
    }
    let name = reference.strip_prefix("refs/remotes/").unwrap_or(reference);
    (name, name.split_once('/').map_or(name, |(_, own)| own))
}

fn listed(repository: &GitRepository, selection: &[&str]) -> Result<Vec<Listed>, RepositoryError> {
    let mut arguments = vec!["for-each-ref", FORMAT];
    arguments.extend(selection);
    let answer = repository.plumbing().run(&arguments)?.success()?;
    Ok(answer.lines().filter_map(parse).collect())
}

/// A line; none for a ref that is no commit's.
fn parse(line: &[u8]) -> Option<Listed> {
    let mut fields = line.split(|byte| *byte == 0);
    let mut text = || Some(fields.next()?.to_str_lossy().into_owned());
    let (name, symbolic, commit, tree, at) = (text()?, text()?, text()?, text()?, text()?);
    let at = Timestamp::from_second(at.parse().ok()?).ok()?;
    (!tree.is_empty()).then_some(Listed {
        name,
        is_symbolic: !symbolic.is_empty(),
        commit,
        tree,
        at,
    })
}

#[cfg(test)]
mod tests {
    use orion_testutils::TestRepository;

    use super::*;
    use crate::git::GitEnvironment;

    fn open(repository: &TestRepository) -> GitRepository {
        let variables = repository.command("git");
        let variables = variables
            .get_envs()
            .filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())));
        GitRepository::discover(repository.top(), GitEnvironment::new(variables)).unwrap()
    }

    #[test]
    fn the_remote_goes_before_this_clone_and_branches_are_told_once() {
        let repository = TestRepository::new();
        let git = open(&repository);
        assert_eq!(git.base("main").unwrap(), None);
        repository.write("a", "1");
        repository.commit_all("first");
        let first = git.base("main").unwrap().unwrap();
        assert_eq!(first.reference, "refs/heads/main");
        repository.git_ok(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
        repository.git_ok(&[
            "symbolic-ref",
            "refs/remotes/origin/HEAD",
            "refs/remotes/origin/main",
        ]);
        repository.branch("auth/tokens", || repository.write("a", "2"));
        repository.branch("user/odd", || repository.write("b", "2"));
        repository.git_ok(&[
            "update-ref",
            "refs/remotes/origin/auth/tokens",
            "auth/tokens",
        ]);
        repository.git_ok(&["update-ref", "refs/remotes/origin/user/far", "user/odd"]);
        repository.git_ok(&["branch", "-q", "-D", "user/odd"]);
        repository.write("a", "3");
        repository.commit_all("unpushed");
        let base = git.base("main").unwrap().unwrap();
        assert_eq!(base.reference, "refs/remotes/origin/main");
        assert_eq!(base.commit, first.commit);

        let live = git.live_branches(&base, Timestamp::MIN, 9).unwrap();
        let mut names: Vec<_> = live.iter().map(|branch| branch.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["auth/tokens", "main", "origin/user/far"]);
        let none = git.live_branches(&base, Timestamp::MAX, 9).unwrap();
        assert!(none.is_empty());

        let local = open(&repository);
        let objects = || repository.git(&["count-objects", "-v"]).stdout;
        let before = objects();
        let conflicts = local.conflicts("main", "auth/tokens").unwrap();
        assert_eq!(conflicts, [RepoPath::from("a")]);
        let clean = local.conflicts("main", "origin/user/far").unwrap();
        assert!(clean.is_empty());
        assert!(local.conflicts("main", "nothing").is_err());
        assert_eq!(
            objects(),
            before,
            "a merge that is only tried leaves nothing"
        );
        assert_eq!(git.paths_at(&base.commit).unwrap(), [RepoPath::from("a")]);
        assert!(!git.is_checked_out(&base).unwrap());
    }
}
