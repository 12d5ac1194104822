//! `docs/exit-codes.md`

use std::fmt::Write as _;

use orion_core::config;

use super::{NOTICE, cell, check};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::FailureReport;

const AROUND: &str = "
- *Could not tell* is never a pass: a `workstreams.toml` that cannot be read ends in 2, git that does not
  answer ends in 3.
- When whoever reads the answer goes away (`orion owner --all | head -1`), the command ends quietly with the
  exit code of what it found until then.
- A bug ends in 101, with a message that says so.

## Failures in JSON

With `--json`, a failure is told twice: for people on standard error, and for machines on standard output, as
long as no answer has begun there. This is one, broken into lines for the eye:
";

#[test]
fn exit_codes_are_documented() {
    let mut text = format!("{NOTICE}\n# Exit codes\n\n| code | meaning |\n| ---: | --- |\n");
    for (exit, meaning) in Exit::MEANINGS {
        writeln!(text, "| {} | {} |", exit.code(), cell(meaning)).unwrap();
    }
    text.push_str(AROUND);
    let example = serde_json::to_string_pretty(&FailureReport::new(&example())).unwrap();
    write!(text, "\n```json\n{example}\n```\n\n").unwrap();
    text.push_str("`kind` is `usage`, `configuration` or `surroundings`. The shape is `schemas/failure.schema.json`.\n");
    check("docs/exit-codes.md", &text);
}

/// A real one: what a slip in `workstreams.toml` leads to.
fn example() -> Failure {
    let source = "schema = 1\n\n[project]\nname = \"shop\"\n\n[workstreams.auth]\nneds = []\n";
    let name = "workstreams.toml";
    let diagnostics = config::parse(source).diagnostics;
    Failure::findings(
        format!("`{name}`"),
        name.to_owned(),
        source.to_owned(),
        diagnostics,
    )
}
