//! `orion schema-json`

use clap::Args;

/// Print the JSON Schema of `workstreams.toml`, for editors
///
/// Editors that use taplo find it when `workstreams.toml` begins with `#:schema FILE`.
#[derive(Debug, Args)]
pub(crate) struct SchemaJsonArguments {}
