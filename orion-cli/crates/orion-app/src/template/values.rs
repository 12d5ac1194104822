//! What a template is given.

use minijinja::{Value, context};
use orion_core::config::Member;
use orion_core::escape::{code_span, markdown_block, markdown_line};

/// What stands in the text of a request's issue, as it was written: nothing is escaped yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BodyValues {
    /// Why the change is needed, in the requester's own Markdown.
    pub why: String,
    /// The database whose schema is to change.
    pub database: Option<String>,
    /// The contracts that are to change.
    pub contracts: Vec<String>,
    /// The files that are to change.
    pub paths: Vec<String>,
    /// Who uses what is to change.
    pub consumers: Vec<Consumer>,
    /// The change as a diff.
    pub draft: Option<String>,
    /// The comment that recognises the issue: the last line of its text.
    pub marker: String,
}

/// A workstream that uses what is to change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Consumer {
    /// Its id.
    pub workstream: String,
    /// Its title.
    pub title: String,
    /// Who leads it, and gets to know of the request.
    pub lead: Option<String>,
}

/// The values for a template, with the draft as it was made to fit.
pub(super) fn context_of(values: &BodyValues, draft: Option<&str>) -> Value {
    let codes = |texts: &[String]| -> Value { texts.iter().map(|text| code_span(text)).collect() };
    let consumers: Value = values.consumers.iter().map(consumer).collect();
    context! {
        why => markdown_block(&values.why),
        database => values.database.as_deref().map(code_span),
        contracts => codes(&values.contracts),
        paths => codes(&values.paths),
        consumers,
        draft,
    }
}

fn consumer(consumer: &Consumer) -> Value {
    context! {
        workstream => code_span(&consumer.workstream),
        title => markdown_line(&consumer.title),
        lead => consumer.lead.as_deref().map(lead),
    }
}

/// Who is on GitHub is mentioned there.
pub(super) fn lead(lead: &str) -> String {
    match lead.parse() {
        Ok(Member::Login(_) | Member::Team(_)) => lead.to_owned(),
        Ok(Member::Email(_)) | Err(_) => markdown_line(lead),
    }
}
