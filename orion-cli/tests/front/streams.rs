//! Colours, pipes, full disks, the log.

use std::fs::File;

use insta::assert_snapshot;
use orion_testutils::TestRepository;

use crate::{ORION, orion, orion_in, orion_writing_to, unread};

const ESCAPE: char = '\u{1b}';

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let stderr = |line| orion(line).stderr;
    assert!(!stderr("explain NOPE").contains(ESCAPE));
    assert!(stderr("explain NOPE --color always").contains(ESCAPE));
    assert!(stderr("--color=always explain NOPE").contains(ESCAPE));
    assert!(!stderr("explain NOPE --color never").contains(ESCAPE));
}

#[test]
fn help_and_wrong_usage_obey_the_same_flag() {
    assert!(orion("--help --color always").stdout.contains(ESCAPE));
    assert!(!orion("--help").stdout.contains(ESCAPE));
    assert!(orion("--color always nope").stderr.contains(ESCAPE));
    assert!(!orion("nope").stderr.contains(ESCAPE));
}

#[test]
fn the_environment_decides_where_no_flag_does() {
    let repository = TestRepository::new();
    let stderr = |flags: &[&str], variables: &[(&str, &str)]| {
        let mut command = repository.command(ORION);
        command
            .args(["explain", "NOPE"])
            .args(flags)
            .envs(variables.iter().copied());
        repository.run(&mut command).stderr
    };
    let forced = ("CLICOLOR_FORCE", "1");
    assert!(stderr(&[], &[forced]).contains(ESCAPE));
    assert!(!stderr(&[], &[forced, ("NO_COLOR", "1")]).contains(ESCAPE));
    assert!(!stderr(&["--color=never"], &[forced]).contains(ESCAPE));
    assert!(stderr(&["--color=always"], &[("NO_COLOR", "1")]).contains(ESCAPE));
}

#[test]
fn a_reader_that_has_gone_away_is_no_failure() {
    let repository = TestRepository::new();
    for line in ["man", "--help", "explain --json"] {
        let output = orion_writing_to(&repository, line, unread());
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line}");
        assert_eq!(output.status.code(), Some(0), "{line}");
    }
}

#[test]
fn a_verdict_nobody_reads_is_still_the_exit_code() {
    let repository = TestRepository::new();
    repository.write(
        "workstreams.toml",
        "schema = 1\n[project]\nname = \"acme\"\n[workstreams.auth]\nowns = [\"a/\"]\n",
    );
    for format in ["human", "json", "github", "sarif"] {
        let line = format!("check a/b --format {format}");
        let output = orion_writing_to(&repository, &line, unread());
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{format}");
        assert_eq!(output.status.code(), Some(1), "{format}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_a_failure() {
    let repository = TestRepository::new();
    for line in ["man", "--help", "explain --json"] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = orion_writing_to(&repository, line, full);
        assert_eq!(
            String::from_utf8_lossy(&output.stderr),
            "error: the answer cannot be written: No space left on device (os error 28)\n",
            "{line}"
        );
        assert_eq!(output.status.code(), Some(3), "{line}");
    }
}

#[test]
fn the_log_is_silent_until_asked_for() {
    let repository = TestRepository::new();
    assert_eq!(orion_in(&repository, "explain").success().stderr, "");
    let logged = orion_in(&repository, "explain -vv").success().stderr;
    assert_snapshot!(logged, @r#"DEBUG orion::context: log origin=Flag filter="debug""#);
    let mut command = repository.command(ORION);
    command.arg("explain").env("ORION_LOG", "debug");
    assert_snapshot!(repository.run(&mut command).success().stderr, @r#"DEBUG orion::context: log origin=Environment filter="debug""#);
    let mut command = repository.command(ORION);
    command.arg("explain").env("ORION_LOG", "=\u{1b}[2J=");
    assert_snapshot!(repository.run(&mut command).success().stderr, @r"warning: the log filter `=\x1b[2J=` is not understood: invalid filter directive");
}
