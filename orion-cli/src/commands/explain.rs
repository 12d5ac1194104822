//! `orion explain`: a rule or error code at length, or the list of all.

use std::fmt::Write as _;

use orion_core::codes::{self, Rule};
use orion_core::suggestion::closest;
use serde::Serialize;

use crate::cli::ExplainArguments;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Printer, Theme, visible, wrap};

/// What `orion explain --json` answers.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(title = "orion explain --json"))]
pub(crate) struct ExplainReport {
    /// The version of this shape: 1.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    schema: u32,
    /// The rule asked for, or every rule, ordered by code.
    rules: Vec<&'static Rule>,
}

pub(crate) fn run(arguments: &ExplainArguments, context: &Context) -> Result<Exit, Failure> {
    let rules = match &arguments.code {
        Some(code) => vec![codes::find(code).ok_or_else(|| unknown(code))?],
        None => codes::ALL.to_vec(),
    };
    let printer = &context.printer;
    if arguments.json {
        printer.json(&ExplainReport { schema: 1, rules })?;
    } else if let (Some(_), [rule]) = (&arguments.code, rules.as_slice()) {
        printer.answer(render(rule, printer.theme(), Printer::width()))?;
    } else {
        printer.answer(render_list(&rules, printer.theme()))?;
    }
    Ok(Exit::Fine)
}

fn unknown(code: &str) -> Failure {
    let known = codes::ALL.iter().map(|rule| rule.code.0);
    let failure = Failure::usage(format!("there is no code `{}`", visible(code)));
    match closest(code, known) {
        Some(near) => failure.hint(format!(
            "did you mean `{near}`? `orion explain` lists every code"
        )),
        None => failure.hint("`orion explain` lists every code"),
    }
}

fn render(rule: &Rule, theme: Theme, width: usize) -> String {
    let mut text = format!("{}: {}\n\n", theme.path(rule.code), rule.name);
    text.push_str(&wrap(rule.what, width, ""));
    for (title, body) in [
        ("Why", rule.why),
        ("Example", rule.example),
        ("Fix", rule.fix),
    ] {
        // Writing into a string cannot fail.
        let _ = write!(text, "\n{}\n{}", theme.hint(title), wrap(body, width, "  "));
    }
    text
}

fn render_list(rules: &[&Rule], theme: Theme) -> String {
    let mut text = String::new();
    for rule in rules {
        let _ = writeln!(text, "{}  {}", theme.path(rule.code), rule.name);
    }
    text
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use orion_core::codes::{Code, Rule};

    use super::{render, render_list};
    use crate::output::Theme;

    const RULE: Rule = Rule {
        code: Code("OWN999"),
        name: "a rule for this test",
        what: "A change to a path that belongs to somebody else in such a way that the line is long.",
        why: "Because.",
        example: "`auth` edits:\n\n    contracts/src/user.rs",
        fix: "Ask:\n\n    orion contract request --path contracts/src/user.rs",
    };

    #[test]
    fn a_rule_reads_from_top_to_bottom() {
        assert_snapshot!(render(&RULE, Theme::PLAIN, 40), @"
        OWN999: a rule for this test

        A change to a path that belongs to
        somebody else in such a way that the
        line is long.

        Why
          Because.

        Example
          `auth` edits:

              contracts/src/user.rs

        Fix
          Ask:

              orion contract request --path contracts/src/user.rs
        ");
    }

    #[test]
    fn the_list_is_a_line_a_rule() {
        assert_snapshot!(render_list(&[&RULE, &RULE], Theme::PLAIN), @"
        OWN999  a rule for this test
        OWN999  a rule for this test
        ");
    }
}
