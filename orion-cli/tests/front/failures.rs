//! What wrong usage and failing surroundings say, and how they end.

use insta::assert_snapshot;

use crate::orion;

#[test]
fn an_unknown_command_is_told_from_a_misspelt_one() {
    let outcome = orion("exlpain");
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    assert_snapshot!(outcome.stderr, @"
    error: unrecognized subcommand 'exlpain'

      tip: a similar subcommand exists: 'explain'

    Usage: orion [OPTIONS] <COMMAND>

    For more information, try '--help'.
    ");
}

#[test]
fn an_unknown_flag_is_wrong_usage() {
    let outcome = orion("explain --jsn");
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    assert_snapshot!(outcome.stderr, @"
    error: unexpected argument '--jsn' found

      tip: a similar argument exists: '--json'

    Usage: orion explain --json [CODE]

    For more information, try '--help'.
    ");
}

#[test]
fn quiet_and_verbose_exclude_each_other() {
    let outcome = orion("explain -q -v");
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    assert_snapshot!(outcome.stderr, @"
    error: the argument '--quiet' cannot be used with '--verbose...'

    Usage: orion explain --quiet [CODE]

    For more information, try '--help'.
    ");
}

#[test]
fn an_unknown_code_says_what_was_meant() {
    let outcome = orion("explain OWN0O2");
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    assert_snapshot!(outcome.stderr, @"
    error: there is no code `OWN0O2`
    hint: did you mean `OWN002`? `orion explain` lists every code
    ");
}

#[test]
fn a_failure_is_json_where_json_was_asked_for() {
    let outcome = orion("explain NOPE --json");
    assert_eq!(outcome.code, 2);
    assert_snapshot!(outcome.stdout, @r#"{"schema":1,"error":{"kind":"usage","code":null,"message":"there is no code `NOPE`","hints":["`orion explain` lists every code"],"diagnostics":[]}}"#);
    assert_snapshot!(outcome.stderr, @"
    error: there is no code `NOPE`
    hint: `orion explain` lists every code
    ");
}

#[test]
fn wrong_usage_is_json_where_json_was_asked_for() {
    let outcome = orion("explain --json --nope");
    assert_eq!(outcome.code, 2);
    assert_snapshot!(outcome.stdout, @r#"{"schema":1,"error":{"kind":"usage","code":null,"message":"unexpected argument '--nope' found","hints":["see `orion --help`"],"diagnostics":[]}}"#);
}

#[test]
fn hostile_arguments_are_shown_not_obeyed() {
    let repository = orion_testutils::TestRepository::new();
    let outcome = repository.run(
        repository
            .command(crate::ORION)
            .args(["explain", "OWN\u{1b}[2J\u{202e}\n"]),
    );
    assert_eq!(outcome.code, 2);
    assert_snapshot!(outcome.stderr, @r"
    error: there is no code `OWN\x1b[2J\u{202e}\n`
    hint: `orion explain` lists every code
    ");
}

#[test]
fn hostile_arguments_are_shown_by_the_parser_too() {
    let repository = orion_testutils::TestRepository::new();
    for color in ["never", "always"] {
        for line in [
            ["\u{1b}[2Jexplain"].as_slice(),
            &["explain", "--\u{1b}[2J"],
            &["man", "a\u{1b}[2J"],
        ] {
            let mut command = repository.command(crate::ORION);
            let outcome = repository.run(command.args(["--color", color]).args(line));
            assert_eq!(outcome.code, 2);
            assert!(!outcome.stderr.contains("\u{1b}[2J"), "{}", outcome.stderr);
            assert!(outcome.stderr.contains(r"\x1b[2J"), "{}", outcome.stderr);
        }
    }
}
