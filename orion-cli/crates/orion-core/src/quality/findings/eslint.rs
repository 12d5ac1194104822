//! The output of `eslint --format json`: a list of files, each with its messages. Severity 2 is an error, 1 a warning.
//! A file that cannot be parsed has one message, which is `fatal` and of severity 2.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Finding, FindingKind, FindingLevel, FindingsReading};
use crate::quality::{Faults, WrittenPath};

/// Reads the list.
#[must_use]
pub fn read(bytes: &[u8]) -> FindingsReading {
    let files: Vec<File> = match serde_json::from_slice(bytes) {
        Ok(files) => files,
        Err(error) => {
            let message = format!("it is no JSON of ESLint: {error}");
            return FindingsReading::nothing(Some(error.line()), message);
        }
    };
    let mut findings = BTreeSet::new();
    let mut faults = Faults::default();
    if files.is_empty() {
        faults.add(None, "ESLint looked at no file");
    }
    for file in files {
        for message in file.messages {
            let level = match message.severity {
                2 => FindingLevel::Error,
                1 => FindingLevel::Warning,
                _ => continue,
            };
            if message.fatal == Some(true) {
                let path = &file.file_path;
                faults.add(
                    None,
                    format!("ESLint could not parse `{path}`: no rule was tried on it"),
                );
            }
            let span = [
                message.line,
                message.column,
                message.end_line,
                message.end_column,
            ];
            findings.insert(Finding {
                kind: FindingKind::Lint,
                level,
                code: message.rule_id,
                message: message.text,
                path: Some(WrittenPath::plain(&file.file_path)),
                span: span.map(Option::unwrap_or_default),
            });
        }
    }
    FindingsReading::new(findings, faults)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    file_path: String,
    messages: Vec<Message>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    rule_id: Option<String>,
    severity: u8,
    #[serde(rename = "message")]
    text: String,
    fatal: Option<bool>,
    line: Option<u64>,
    column: Option<u64>,
    end_line: Option<u64>,
    end_column: Option<u64>,
}
