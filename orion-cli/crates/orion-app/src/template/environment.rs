//! What reads templates.

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Error, ErrorKind, Template, UndefinedBehavior};

use super::TemplateError;

/// How much a template may do: about so many steps, or 64 times as many bytes. That is a hundred texts of the length
/// that an issue can have, and over in no time.
const FUEL: u64 = 100_000;

/// An environment for one template, in which what is not defined is a failure. A block's own line leaves no line behind.
pub(super) fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    // Failures then say which value there is none of.
    environment.set_debug(true);
    if let Ok(syntax) = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
    {
        environment.set_syntax(syntax);
    }
    environment
}

/// Reads a template.
pub(super) fn read<'a>(
    environment: &'a Environment<'_>,
    name: &'a str,
    source: &'a str,
) -> Result<Template<'a, 'a>, TemplateError> {
    environment
        .template_from_named_str(name, source)
        .map_err(|error| failed(name, &error))
}

/// Says where a template failed, and why.
pub(super) fn failed(name: &str, error: &Error) -> TemplateError {
    let why = match (error.kind(), error.detail()) {
        (ErrorKind::OutOfFuel, _) => {
            "it does not come to an end, or makes far more text than an issue holds".to_owned()
        }
        (kind, None) => kind.to_string(),
        (ErrorKind::UndefinedError | ErrorKind::SyntaxError, Some(detail)) => detail.to_owned(),
        (kind, Some(detail)) => format!("{kind}: {detail}"),
    };
    TemplateError::Template {
        name: error.name().unwrap_or(name).to_owned(),
        line: error.line().unwrap_or(1),
        why,
    }
}
