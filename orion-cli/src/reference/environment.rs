//! `docs/environment.md`

use std::fmt::Write as _;

use super::{NOTICE, cell, check};
use crate::env_vars::VARIABLES;

#[test]
fn environment_variables_are_documented() {
    let mut text = format!(
        "{NOTICE}\n# Environment variables\n\nA variable that is set to nothing counts as not set.\n\n\
         | variable | what it does |\n| --- | --- |\n"
    );
    for (name, purpose) in VARIABLES {
        writeln!(text, "| `{name}` | {} |", cell(purpose)).unwrap();
    }
    check("docs/environment.md", &text);
}
