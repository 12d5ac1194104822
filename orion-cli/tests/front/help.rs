//! What help and version say.

use insta::assert_snapshot;

use crate::orion;

#[test]
fn help_is_an_answer() {
    let outcome = orion("--help").success();
    assert_eq!(outcome.stderr, "");
    assert_snapshot!(outcome.stdout, @"
    Boundaries, plans and requests for many people and agents in one repository

    Usage: orion [OPTIONS] <COMMAND>

    Commands:
      init         Write a first `workstreams.toml`
      check        Check that changes stay inside the boundaries of `workstreams.toml`
      owner        Say who owns a path, who may write to it, and by which line
      codeowners   Write .github/CODEOWNERS from `workstreams.toml`
      hook         Install, remove or run the git hooks
      plan         Draw the plan: dates, slack, critical paths, and what waits on what
      doctor       Say what is set up, what is missing, and how to mend it
      gate         Run the steps of a gate that the change needs, side by side
      trust        Let the commands of this repository's `workstreams.toml` run
      status       Show workstreams, integration and quality, each figure from evidence
      log          Tell which workstreams changed their status, when and why
      contract     Ask for a change of a contract, and follow it
      schema       Ask for a change of a database's schema, and follow it
      escalate     Tell who has to hear of what blocks, level by level, each notice once
      standup      Tell what moved, what comes next and what waits on you, as Markdown
      sync         Write the agenda of the weekly integration sync, with what moved, as Markdown
      integration  Show whether the services fit together: the five integration points
      outbox       Show, send or drop what waits to be written to GitHub
      github       Bring the repository on GitHub to what Orion needs
      up           Bring the services up: only what is not as it should be is touched
      down         Take away everything that `orion up` made, and nothing else
      ps           Show how the services are, asked now
      logs         Show what the services wrote, in the order of time
      restart      Stop services and bring them up again
      exec         Run a command in a service's container
      watch        Bring the services up, and replace what changes while you edit
      export       Write the services as a Compose file or Kubernetes manifests
      explain      Explain a rule or error code at length
      schema-json  Print the JSON Schema of `workstreams.toml`, for editors
      completions  Print the completion script of a shell
      man          Print the manual page, or write all of them into a directory

    Options:
      -h, --help     Print help
      -V, --version  Print version

    Global options:
      -C <DIR>            Run as if started in DIR; when repeated, each is taken from the one before
          --color <WHEN>  When to use colours [default: auto] [possible values: auto, always, never]
      -q, --quiet         Say nothing but the answer and errors
      -v, --verbose...    Say what is being done; -vv and -vvv say more

    Exit codes:
        0  fine
        1  a rule is violated, or something is unhealthy
        2  the usage or the configuration is wrong
        3  the surroundings failed: git, the disk, the network, the engine
      130  interrupted

    `orion COMMAND --help` says more; `orion explain CODE` explains a code such as OWN002.
    ");
}

#[test]
fn help_of_a_command_is_found_from_both_ends() {
    let one = orion("explain --help").success();
    assert_snapshot!(one.stdout, @"
    Explain a rule or error code at length

    Usage: orion explain [OPTIONS] [CODE]

    Arguments:
      [CODE]  The code, for example OWN002; without one, every code is listed

    Options:
          --json  Answer in JSON
      -h, --help  Print help

    Global options:
      -C <DIR>            Run as if started in DIR; when repeated, each is taken from the one before
          --color <WHEN>  When to use colours [default: auto] [possible values: auto, always, never]
      -q, --quiet         Say nothing but the answer and errors
      -v, --verbose...    Say what is being done; -vv and -vvv say more
    ");
    assert_eq!(
        orion("-q explain --color never -h").success().stdout,
        one.stdout
    );
}

#[test]
fn version_is_one_line() {
    let outcome = orion("--version").success();
    assert_eq!(
        outcome.stdout,
        concat!("orion ", env!("CARGO_PKG_VERSION"), "\n")
    );
    assert_eq!(orion("-V").success().stdout, outcome.stdout);
}

#[test]
fn nothing_asked_is_wrong_usage_and_shows_help() {
    let outcome = orion("");
    assert_eq!(outcome.code, 2);
    assert_eq!(outcome.stdout, "");
    assert_eq!(outcome.stderr, orion("-h").success().stdout);
}
