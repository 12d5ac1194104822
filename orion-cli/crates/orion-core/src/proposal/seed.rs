//! The template of ten workstreams of a microservices platform in TypeScript.

use super::text::quoted;

const TEMPLATE: &str = include_str!("../../../../../templates/workstreams/seed.toml");

/// What the template calls the project.
const NAME: &str = "name = \"platform\"";

/// The template for a project of that name.
#[must_use]
pub fn seed(name: &str) -> String {
    TEMPLATE.replacen(NAME, &format!("name = {}", quoted(name)), 1)
}
