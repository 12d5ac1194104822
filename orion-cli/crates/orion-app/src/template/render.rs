//! From values to text.

use super::environment::{environment, failed, read};
use super::fit::fit;
use super::values::context_of;
use super::{BodyValues, TemplateError};

/// The template of each kind of request that Orion brings.
const BUILT_IN: [(&str, &str); 2] = [
    (
        "contract-change",
        include_str!("../../../../../templates/requests/contract-change.md"),
    ),
    (
        "schema-change",
        include_str!("../../../../../templates/requests/schema-change.md"),
    ),
];

/// The text of the issue for a request of that kind (`contract-change` or `schema-change`): by the project's own
/// template, given as its text, or by Orion's. It has at most [`super::BODY_LENGTH`] characters. Where a draft makes it
/// longer, lines at the draft's end are left out, and a sentence says how many.
///
/// # Errors
/// When there is no such kind, the template is wrong, uses a value that there is none of, or does not come to an end, or
/// when the text is too long without the draft.
pub fn render_body(
    kind: &str,
    project_override: Option<&str>,
    values: &BodyValues,
) -> Result<String, TemplateError> {
    let Some((name, built_in)) = BUILT_IN.into_iter().find(|(name, _)| *name == kind) else {
        return Err(TemplateError::UnknownKind {
            kind: kind.to_owned(),
        });
    };
    let environment = environment();
    let template = read(&environment, name, project_override.unwrap_or(built_in))?;
    fit(values.draft.as_deref(), |draft| {
        let text = template
            .render(context_of(values, draft))
            .map_err(|error| failed(name, &error))?;
        Ok(format!("{}\n\n{}\n", text.trim(), values.marker))
    })
}
