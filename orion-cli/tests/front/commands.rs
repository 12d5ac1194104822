//! The commands that need no repository, and the flag that says where to run.

use std::fs;

use insta::assert_snapshot;
use orion_testutils::TestRepository;

use crate::{orion, orion_in};

#[test]
fn directories_add_up_as_in_git() {
    let repository = TestRepository::new();
    repository.write("one/two/file", "");
    let outcome = orion_in(&repository, "-C one -C two man --dir here");
    assert_eq!(outcome.success().stdout, "");
    let outcome = orion_in(&repository, "man -C one --dir here");
    assert_eq!(outcome.success().stdout, "");
    assert!(repository.top().join("one/two/here/orion.1").is_file());
    assert!(repository.top().join("one/here/orion.1").is_file());
}

#[test]
fn a_directory_that_is_not_there_is_wrong_usage() {
    let outcome = orion("-C nowhere explain");
    assert_eq!(outcome.code, 2);
    assert_snapshot!(outcome.stderr, @"error: cannot go to `nowhere`: No such file or directory (os error 2)");
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let repository = TestRepository::new();
    let outcome = orion_in(&repository, "man --dir pages");
    assert_eq!(outcome.success().stdout, "");
    let page = |name: &str| {
        let name = format!("pages/{name}.1");
        fs::read_to_string(repository.top().join(&name)).expect(&name)
    };
    let help = orion("--help").success().stdout;
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    for command in commands.lines() {
        let command = command.split_whitespace().next().unwrap();
        assert!(
            page(&format!("orion-{command}")).contains("SYNOPSIS"),
            "{command}"
        );
    }
    assert_eq!(orion("man").success().stdout, page("orion"));
}

#[test]
fn the_schema_is_the_one_that_is_published() {
    let published = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../schemas/workstreams.schema.json"
    );
    assert_eq!(
        orion("schema-json").success().stdout,
        fs::read_to_string(published).unwrap()
    );
}

#[cfg(unix)]
#[test]
fn a_directory_that_cannot_be_written_is_a_failure_of_the_surroundings() {
    let outcome = orion("man --dir /dev/null/pages");
    assert_eq!(outcome.code, 3);
    assert_snapshot!(outcome.stderr, @"error: cannot write to `/dev/null/pages`: Not a directory (os error 20)");
}

#[test]
fn every_shell_is_completed() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = orion(&format!("completions {shell}")).success().stdout;
        assert!(script.contains("explain"), "{shell}");
    }
    let outcome = orion("completions tcsh");
    assert_eq!(outcome.code, 2);
    assert_snapshot!(outcome.stderr, @"
    error: invalid value 'tcsh' for '<SHELL>'
      [possible values: bash, elvish, fish, powershell, zsh]

      tip: a similar value exists: 'zsh'

    For more information, try '--help'.
    ");
}
