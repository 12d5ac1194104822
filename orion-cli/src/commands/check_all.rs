//! `orion check --all`: `workstreams.toml` against the whole tree.

use orion_app::check::check_all;

use crate::cli::{CheckArguments, CheckFormat};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::check::{render_github, render_sarif, render_tree};

pub(super) fn run(arguments: &CheckArguments, context: &Context) -> Result<Exit, Failure> {
    let report = check_all(&context.repository()?)?;
    let exit = if report.summary.errors > 0 {
        Exit::Violated
    } else {
        Exit::Fine
    };
    let printer = &context.printer;
    match arguments.answer_format() {
        CheckFormat::Json => printer.json(&report)?,
        CheckFormat::Sarif => printer.json(&render_sarif(&report))?,
        CheckFormat::Github => printer.answer(render_github(&report))?,
        CheckFormat::Human if printer.is_quiet() && exit == Exit::Fine => {}
        CheckFormat::Human => printer.answer(render_tree(&report, printer.theme()))?,
    }
    Ok(exit)
}
