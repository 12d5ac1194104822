//! Who is acting, as git's configuration and environment say.

use std::fmt::Write;
use std::fs;

use insta::assert_snapshot;
use orion_testutils::TestRepository;

use crate::probe::probe;

fn repository() -> TestRepository {
    let repository = TestRepository::new();
    repository.commit_all("first");
    repository
}

/// What the adapter says when no variable names an author.
fn who(repository: &TestRepository, more: &[(&str, &str)]) -> String {
    probe(repository, |command| {
        command
            .env_remove("GIT_AUTHOR_EMAIL")
            .envs(more.iter().copied());
    })
}

fn home(repository: &TestRepository, name: &str, content: &str) {
    let path = repository.beside("home").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

#[test]
fn nothing_is_known() {
    assert_snapshot!(who(&repository(), &[]), @"nothing on main by nothing");
}

#[test]
fn the_nearest_file_wins() {
    let repository = repository();
    home(
        &repository,
        ".config/git/config",
        "[user]\nemail = xdg\n[orion]\nworkstream = xdg\n",
    );
    assert_snapshot!(who(&repository, &[]), @"xdg on main by xdg");
    home(&repository, ".gitconfig", "[user]\nemail = home\n");
    assert_snapshot!(who(&repository, &[]), @"xdg on main by home");
    repository.git_ok(&["config", "user.email", "local"]);
    repository.git_ok(&["config", "Orion.Workstream", "local"]);
    repository.git_ok(&["config", "--add", "orion.workstream", "later"]);
    assert_snapshot!(who(&repository, &[]), @"later on main by local");
    repository.git_ok(&["config", "extensions.worktreeConfig", "true"]);
    repository.git_ok(&[
        "config",
        "--worktree",
        "orion.workstream",
        "of the work tree",
    ]);
    assert_snapshot!(who(&repository, &[]), @"of the work tree on main by local");
}

#[test]
fn each_work_tree_may_have_its_own() {
    let repository = repository();
    let other = repository.beside("other");
    let other_text = other.to_str().unwrap();
    repository.git_ok(&["worktree", "add", "-q", "-b", "user/x", other_text]);
    repository.git_ok(&["config", "extensions.worktreeConfig", "true"]);
    repository.git_ok(&["config", "--worktree", "orion.workstream", "auth"]);
    repository.git_ok(&[
        "-C",
        other_text,
        "config",
        "--worktree",
        "orion.workstream",
        "user",
    ]);
    assert_snapshot!(who(&repository, &[]), @"auth on main by nothing");
    let there = probe(&repository, |command| {
        command.current_dir(&other);
    });
    assert_snapshot!(there, @"user on user/x by ada@example.com");
}

#[test]
fn included_files() {
    let repository = repository();
    let include = |condition: &str| {
        home(&repository, "more", "[orion]\nworkstream = included\n");
        home(
            &repository,
            ".gitconfig",
            &format!("[{condition}]\npath = more\n"),
        );
        who(&repository, &[])
    };
    let top = repository.top().display().to_string();
    let mut answers = String::new();
    for condition in [
        "include".to_owned(),
        format!("includeIf \"gitdir:{top}/\""),
        "includeIf \"gitdir:/somewhere/else/\"".to_owned(),
        "includeIf \"onbranch:main\"".to_owned(),
        "includeIf \"onbranch:other\"".to_owned(),
        "includeIf \"hasconfig:remote.*.url:https://github.com/**\"".to_owned(),
    ] {
        let name = condition.replace(&top, "TOP");
        write!(answers, "{name}: {}", include(&condition)).unwrap();
    }
    repository.git_ok(&["remote", "add", "origin", "https://github.com/acme/orion"]);
    let condition = "includeIf \"hasconfig:remote.*.url:https://github.com/**\"";
    write!(answers, "with that remote: {}", include(condition)).unwrap();
    assert_snapshot!(answers, @r#"
    include: included on main by nothing
    includeIf "gitdir:TOP/": included on main by nothing
    includeIf "gitdir:/somewhere/else/": nothing on main by nothing
    includeIf "onbranch:main": included on main by nothing
    includeIf "onbranch:other": nothing on main by nothing
    includeIf "hasconfig:remote.*.url:https://github.com/**": nothing on main by nothing
    with that remote: included on main by nothing
    "#);
}

#[test]
fn files_named_by_variables() {
    let repository = repository();
    home(&repository, ".gitconfig", "[orion]\nworkstream = home\n");
    home(&repository, "named", "[orion]\nworkstream = named\n");
    let named = repository.beside("home/named");
    let named = named.to_str().unwrap();
    assert_snapshot!(who(&repository, &[("GIT_CONFIG_GLOBAL", named)]), @"named on main by nothing");
    let system = [("GIT_CONFIG_SYSTEM", named), ("GIT_CONFIG_NOSYSTEM", "0")];
    assert_snapshot!(who(&repository, &system), @"home on main by nothing");
    fs::remove_file(repository.beside("home/.gitconfig")).unwrap();
    assert_snapshot!(who(&repository, &system), @"named on main by nothing");
    let nosystem = [("GIT_CONFIG_SYSTEM", named), ("GIT_CONFIG_NOSYSTEM", "1")];
    assert_snapshot!(who(&repository, &nosystem), @"nothing on main by nothing");
}

#[test]
fn settings_in_variables() {
    let repository = repository();
    repository.git_ok(&["config", "orion.workstream", "local"]);
    let counted = [
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_KEY_0", "orion.workstream"),
        ("GIT_CONFIG_VALUE_0", "counted"),
    ];
    assert_snapshot!(who(&repository, &counted), @"counted on main by nothing");
    let parameters = [("GIT_CONFIG_PARAMETERS", "'orion.workstream'='from -c'")];
    assert_snapshot!(who(&repository, &parameters), @"from -c on main by nothing");
}

#[test]
fn whose_address() {
    let repository = repository();
    assert_snapshot!(who(&repository, &[("EMAIL", "of the mailer")]), @"nothing on main by of the mailer");
    repository.git_ok(&["config", "user.email", "user"]);
    assert_snapshot!(who(&repository, &[("EMAIL", "of the mailer")]), @"nothing on main by user");
    repository.git_ok(&["config", "author.email", "author"]);
    assert_snapshot!(who(&repository, &[]), @"nothing on main by author");
    assert_snapshot!(who(&repository, &[("GIT_AUTHOR_EMAIL", "of this commit")]), @"nothing on main by of this commit");
}

#[test]
fn names_without_a_value_say_nothing() {
    let repository = repository();
    let nothing = [
        "[orion]\nworkstream = set before\nworkstream\n",
        "[user]\nemail = set before\nemail =\n[orion]\nworkstream = \"\"\n",
    ];
    for content in nothing {
        home(&repository, ".gitconfig", content);
        assert_eq!(who(&repository, &[]), "nothing on main by nothing\n");
    }
}

#[test]
fn a_broken_configuration_is_an_error() {
    let repository = repository();
    home(&repository, ".gitconfig", "[orion\n");
    assert_snapshot!(who(&repository, &[]).replace(repository.beside("").to_str().unwrap(), ""), @"error: `git rev-parse --is-bare-repository` failed: bad config line 1 in file home/.gitconfig");
}
