//! Configuration and variables that change what porcelain says must not change what we say.

use insta::assert_snapshot;
use orion_app::ports::{ChangeScope, Repository};
use orion_testutils::TestRepository;

use crate::ask::{both, range, render, staged, staged_in};

/// Something of every kind staged, the submodule told to be ignored.
fn with_changes() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("a/moved", "1\n2\n3\n");
    repository.write("a/gr\u{fc}n", "1\n");
    repository.write("b/file", "1\n");
    repository.add_submodule("vendor/lib");
    repository.git_ok(&[
        "config",
        "-f",
        ".gitmodules",
        "submodule.vendor/lib.ignore",
        "all",
    ]);
    repository.commit_all("first");
    repository.git_ok(&["mv", "a/moved", "b/moved"]);
    repository.write("a/gr\u{fc}n", "2\n");
    repository.write("b/new", "1\n");
    let inside = repository.top().join("vendor/lib");
    let inside = inside.to_str().unwrap();
    repository.git_ok(&["-C", inside, "commit", "-q", "--allow-empty", "-m", "on"]);
    repository.git_ok(&["add", "a", "b"]);
    repository.git_ok(&["add", "--force", "vendor/lib"]);
    repository
}

#[test]
fn no_setting_changes_the_answer() {
    let repository = with_changes();
    let expected = staged(&repository);
    assert_snapshot!(expected, @r#"
    Modified "a/grün"
    Deleted "a/moved"
    Renamed "b/moved" from "a/moved"
    Copied "b/new" from "a/grün"
    Modified "vendor/lib" (Submodule to Submodule)
    "#);
    std::fs::write(repository.beside("order"), "vendor/*\nb/*\n").unwrap();
    let order = repository.beside("order");
    for (name, value) in [
        ("core.quotePath", "true"),
        ("diff.external", "false"),
        ("diff.ignoreSubmodules", "all"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.noprefix", "true"),
        ("diff.orderFile", order.to_str().unwrap()),
        ("diff.relative", "true"),
        ("diff.renames", "copies"),
        ("diff.submodule", "log"),
        ("status.renames", "copies"),
        ("submodule.vendor/lib.ignore", "all"),
        ("color.ui", "always"),
        ("core.pager", "false"),
        ("core.abbrev", "5"),
    ] {
        repository.git_ok(&["config", name, value]);
        assert_eq!(staged(&repository), expected, "{name}");
        let below = repository.top().join("a");
        assert_eq!(staged_in(&repository, &below, &[]), expected, "{name}");
    }
    repository.commit_all("second");
    assert_eq!(range(&repository, "HEAD~1", "HEAD", "HEAD~1"), expected);
}

#[test]
fn no_variable_changes_the_answer() {
    let repository = with_changes();
    let expected = staged(&repository);
    let trace = repository.beside("trace");
    for (name, value) in [
        ("GIT_DIFF_OPTS", "--unified=0"),
        ("GIT_EXTERNAL_DIFF", "false"),
        ("GIT_GLOB_PATHSPECS", "1"),
        ("GIT_ICASE_PATHSPECS", "1"),
        ("GIT_LITERAL_PATHSPECS", "1"),
        ("GIT_NOGLOB_PATHSPECS", "1"),
        ("GIT_OPTIONAL_LOCKS", "1"),
        ("GIT_PAGER", "false"),
        ("GIT_TRACE", "1"),
        ("GIT_TRACE2", trace.to_str().unwrap()),
        ("LANG", "de_DE.UTF-8"),
        ("LC_ALL", "C"),
    ] {
        let found = staged_in(&repository, repository.top(), &[(name, value)]);
        assert_eq!(found, expected, "{name}");
        let counted = both(&repository, repository.top(), &[(name, value)]).map(|adapter| {
            let mut paths = 0;
            adapter.tracked_paths(&mut |_| paths += 1).unwrap();
            adapter.commits("HEAD", "HEAD").unwrap();
            paths
        });
        assert_eq!(counted, [6, 6], "{name}");
    }
}

#[test]
fn replaced_commits_hide_nothing() {
    let repository = TestRepository::new();
    repository.write("foreign", "1\n");
    repository.commit_all("first");
    // A commit that already holds the change, put in the place of HEAD: on this machine only.
    repository.branch("fake", || repository.write("foreign", "changed\n"));
    repository.git_ok(&["replace", "main", "fake"]);
    repository.write("foreign", "changed\n");
    repository.git_ok(&["add", "."]);
    for adapter in both(&repository, repository.top(), &[]) {
        let changes = adapter.changes(&ChangeScope::Staged).unwrap();
        assert_eq!(render(&changes), "Modified \"foreign\"\n");
    }
}

#[test]
fn grafted_parents_hide_nothing() {
    let repository = TestRepository::new();
    repository.commit_all("first");
    repository.branch("feature", || {
        repository.write("foreign", "changed\n");
        repository.commit_all("one");
        repository.write("own", "1\n");
    });
    let feature = repository.git(&["rev-parse", "feature", "feature~1"]);
    let feature = feature.success().stdout;
    // The branch's first commit, told to be where main is.
    let (head, fork) = feature.trim().split_once('\n').unwrap();
    repository.write(".git/info/grafts", format!("{head}\n"));
    assert_ne!(head, fork);
    for adapter in both(&repository, repository.top(), &[]) {
        let scope = ChangeScope::Range {
            base: "main".to_owned(),
            head: "feature".to_owned(),
        };
        assert_eq!(
            render(&adapter.changes(&scope).unwrap()),
            "Added \"foreign\"\nAdded \"own\"\n"
        );
        assert_eq!(adapter.commits("main", "feature").unwrap().len(), 2);
    }
}
