//! `orion schema-json`: the JSON Schema of `workstreams.toml`, for editors.

use orion_core::config;

use crate::cli::SchemaJsonArguments;
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;

pub(crate) fn run(_: &SchemaJsonArguments, context: &Context) -> Result<Exit, Failure> {
    context.printer.answer(document())?;
    Ok(Exit::Fine)
}

/// The schema as it is published, one key a line.
pub(crate) fn document() -> String {
    format!("{:#}\n", config::json_schema())
}
