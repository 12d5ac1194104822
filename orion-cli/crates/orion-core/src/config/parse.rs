//! From text to model, with every problem found on the way.

use serde::Deserialize;

use super::build::Builder;
use super::document;
use super::model::Workspace;
use super::raw::{File, Table};
use super::rules::{encoding, wrong_type};
use crate::diagnostic::{Diagnostic, Severity};

/// What came of a text.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The model; `None` when any finding is an error.
    pub workspace: Option<Workspace>,
    /// Every finding, ordered by place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Parsed {
    fn refused(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            workspace: None,
            diagnostics,
        }
    }
}

/// Reads a whole `workstreams.toml` as it is stored, and reports every problem in it at once.
///
/// Places count bytes of the text. Where the bytes are not UTF-8, they count bytes of the text that
/// [`String::from_utf8_lossy`] gives.
#[must_use]
pub fn parse_bytes(bytes: &[u8]) -> Parsed {
    match encoding::check(bytes) {
        Ok(source) => parse(source),
        Err(finding) => Parsed::refused(vec![finding]),
    }
}

/// Reads a whole `workstreams.toml` and reports every problem in it at once. Where it is not TOML, only that
/// is reported.
#[must_use]
pub fn parse(source: &str) -> Parsed {
    let root = match document::read(source) {
        Ok(root) => root,
        Err(findings) => return Parsed::refused(findings),
    };
    let file = match Table::<File>::deserialize(toml::de::Deserializer::from(root)) {
        Ok(file) => file,
        Err(error) => {
            let span = error.span().unwrap_or_default();
            let finding = wrong_type::finding(error.message(), "", span);
            return Parsed::refused(vec![finding]);
        }
    };
    let mut builder = Builder::new(source);
    let workspace = builder.file(file);
    let mut diagnostics = builder.into_findings();
    diagnostics.sort_by_key(Diagnostic::offset);
    let usable = diagnostics
        .iter()
        .all(|finding| finding.severity != Severity::Error);
    Parsed {
        workspace: usable.then_some(workspace),
        diagnostics,
    }
}
