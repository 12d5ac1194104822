//! Values as YAML text.

use serde_json::Value;

use super::ExportError;

/// Writes documents, one after the other, behind a comment. Texts that some reader of YAML would take for
/// something else stand in quotes; no line is folded.
///
/// # Errors
/// When a document cannot be written.
pub(super) fn write(comment: &str, documents: &[Value]) -> Result<String, ExportError> {
    let mut text = String::new();
    for line in comment.lines() {
        text.push_str(format!("# {line}").trim_end());
        text.push('\n');
    }
    for (at, document) in documents.iter().enumerate() {
        if at > 0 {
            text.push_str("---\n");
        }
        let mut options = serde_saphyr::SerializerOptions::default();
        options.folded_wrap_chars = usize::MAX;
        serde_saphyr::to_fmt_writer_with_options(&mut text, document, options)
            .map_err(|error| ExportError::Unwritable(error.to_string()))?;
        if !text.ends_with('\n') {
            text.push('\n');
        }
    }
    Ok(text)
}

/// A list of entries as a map in their order, without those that are null or hold nothing.
pub(super) fn map<K: Into<String>>(entries: impl IntoIterator<Item = (K, Value)>) -> Value {
    let says_something = |value: &Value| match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(entries) => !entries.is_empty(),
        _ => true,
    };
    let entries = entries
        .into_iter()
        .filter(|(_, value)| says_something(value));
    Value::Object(entries.map(|(key, value)| (key.into(), value)).collect())
}
