//! The texts of issues: templates that Orion brings, or a project's own in their place.
//!
//! What people wrote is made harmless before it comes to a template, so a template puts it where it wants it. The marker
//! stands at the end whatever the template says.

mod environment;
mod error;
mod fit;
mod release;
mod render;
mod values;

pub use error::TemplateError;
pub use release::{ChangedDocument, ReleaseText, ReleaseValues, render_release};
pub use render::render_body;
pub use values::{BodyValues, Consumer};

/// How long GitHub lets the text of an issue be, in characters.
pub const BODY_LENGTH: usize = 65_536;

#[cfg(test)]
mod tests;
