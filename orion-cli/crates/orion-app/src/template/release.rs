//! The texts of a release: of its pull request, its migration guide and its adoption issues.

use minijinja::{Value, context};
use orion_core::escape::{code_span, markdown_line};

use super::environment::{environment, failed, read};
use super::fit::fit;
use super::values::lead;
use super::{Consumer, TemplateError};

/// Which text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReleaseText {
    /// The pull request that implements a request.
    PullRequest,
    /// What those have to know who build on a contract.
    MigrationGuide,
    /// The issue of one workstream that has to follow.
    Adoption,
}

impl ReleaseText {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::PullRequest, Self::MigrationGuide, Self::Adoption];

    /// Its template's name, without `.md`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PullRequest => "pull-request",
            Self::MigrationGuide => "migration-guide",
            Self::Adoption => "adoption",
        }
    }

    fn built_in(self) -> &'static str {
        match self {
            Self::PullRequest => {
                include_str!("../../../../../templates/requests/pull-request.md")
            }
            Self::MigrationGuide => {
                include_str!("../../../../../templates/requests/migration-guide.md")
            }
            Self::Adoption => include_str!("../../../../../templates/requests/adoption.md"),
        }
    }
}

/// A document as it was and as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangedDocument {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub path: String,
    /// Its version before; none where it had none.
    pub before: Option<String>,
    /// Its version now.
    pub after: Option<String>,
    /// What is different: how, and where. None where that cannot be told.
    pub differences: Option<Vec<(String, String)>>,
}

/// What stands in these texts, as it was written: nothing is escaped yet. What one has no use for is empty in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReleaseValues {
    /// The request's title.
    pub title: String,
    /// The request's number, with its `#`.
    pub number: String,
    /// The pull request's number, with its `#`.
    pub pull_request: Option<String>,
    /// Whether merging it is the end of the request.
    pub closes: bool,
    /// The documents that are different.
    pub documents: Vec<ChangedDocument>,
    /// What else is to be known, in sentences of Orion's.
    pub notes: Vec<String>,
    /// Who builds on it.
    pub consumers: Vec<Consumer>,
    /// The workstream whose issue it is.
    pub workstream: Option<Consumer>,
    /// What is different, as a diff.
    pub diff: Option<String>,
    /// The comments at the end, hidden.
    pub marker: String,
}

/// The text, by the project's own template or by Orion's. It has at most [`super::BODY_LENGTH`] characters; lines at
/// the end of the diff are left out where it would have more, and a sentence says how many.
///
/// # Errors
/// When the template is wrong, or the text is too long without the diff.
pub fn render_release(
    text: ReleaseText,
    project_override: Option<&str>,
    values: &ReleaseValues,
) -> Result<String, TemplateError> {
    let name = text.name();
    let environment = environment();
    let source = project_override.unwrap_or(text.built_in());
    let template = read(&environment, name, source)?;
    fit(values.diff.as_deref(), |diff| {
        let text = template
            .render(context_of(values, diff))
            .map_err(|error| failed(name, &error))?;
        Ok(format!("{}\n\n{}\n", text.trim(), values.marker))
    })
}

fn context_of(values: &ReleaseValues, diff: Option<&str>) -> Value {
    let documents: Value = values.documents.iter().map(document).collect();
    let consumers: Value = values.consumers.iter().map(consumer).collect();
    context! {
        title => markdown_line(&values.title),
        number => &values.number,
        // For a command line, where a word that begins with `#` is a comment.
        digits => values.number.trim_start_matches('#'),
        pull_request => &values.pull_request,
        closes => values.closes,
        documents,
        notes => &values.notes,
        consumers,
        workstream => values.workstream.as_ref().map(consumer),
        diff,
    }
}

fn document(document: &ChangedDocument) -> Value {
    let differences = document.differences.as_ref().map(|differences| -> Value {
        let one = |(how, place): &(String, String)| context! {how, place => code_span(place)};
        differences.iter().map(one).collect()
    });
    context! {
        name => code_span(&document.name),
        path => code_span(&document.path),
        before => document.before.as_deref().map(code_span),
        after => document.after.as_deref().map(code_span),
        differences,
    }
}

fn consumer(consumer: &Consumer) -> Value {
    context! {
        workstream => code_span(&consumer.workstream),
        title => markdown_line(&consumer.title),
        lead => consumer.lead.as_deref().map(lead),
    }
}
