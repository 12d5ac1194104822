//! SARIF 2.1.0 (OASIS), for code scanning and editors.

use std::fmt::Write as _;

use orion_core::codes::{ALL, Rule};
use orion_core::judge::POLICY_FILE;
use serde_json::{Value, json};

use super::annotation::{Annotated, Annotation};
use super::words::Level;
use crate::output::visible;

/// The report as a SARIF log of one run, one result for each finding.
pub(crate) fn render_sarif(report: &impl Annotated) -> Value {
    let annotations: Vec<Annotation<'_>> = report.annotations().collect();
    let rules: Vec<&Rule> = ALL
        .iter()
        .copied()
        .filter(|rule| {
            rule.code.0.starts_with("OWN")
                || annotations
                    .iter()
                    .any(|annotation| annotation.code == rule.code)
        })
        .collect();
    let results: Vec<Value> = annotations
        .iter()
        .map(|annotation| result(annotation, &rules))
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "orion",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            "originalUriBaseIds": { TOP: {
                "description": { "text": "The top of the repository." },
            }},
            "invocations": [{ "executionSuccessful": true }],
            "results": results,
        }],
    })
}

/// What paths are relative to.
const TOP: &str = "SRCROOT";

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "shortDescription": { "text": rule.name },
        "fullDescription": { "text": rule.what },
        "help": {
            "text": format!("{}\n\nExample\n\n{}\n\nFix\n\n{}", rule.why, rule.example, rule.fix),
        },
    })
}

fn result(annotation: &Annotation<'_>, rules: &[&Rule]) -> Value {
    let level = match annotation.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    };
    let mut text = annotation.message.clone();
    if let Some(next) = annotation.next {
        // Writing into a string cannot fail.
        let _ = write!(text, "\nNext: {}", visible(next));
    }
    let mut result = json!({
        "ruleId": annotation.code,
        "level": level,
        "message": { "text": text },
        "locations": [{
            "physicalLocation": location(annotation.path, annotation.line),
        }],
        "properties": annotation.properties,
    });
    if let Some(index) = rules.iter().position(|rule| rule.code == annotation.code) {
        result["ruleIndex"] = index.into();
    }
    if let Some(rule) = annotation.rule.filter(|rule| !rule.from_base) {
        result["relatedLocations"] = json!([{
            "id": 1,
            "message": { "text": format!("the rule `{}`", visible(&rule.pattern)) },
            "physicalLocation": location(POLICY_FILE.as_bytes(), rule.line),
        }]);
    }
    result
}

fn location(path: &[u8], line: usize) -> Value {
    json!({
        "artifactLocation": { "uri": uri(path), "uriBaseId": TOP },
        "region": { "startLine": line },
    })
}

/// A relative reference (RFC 3986): every byte that is not unreserved is spelled, so that bytes which are not
/// UTF-8 survive and a colon begins no scheme.
fn uri(path: &[u8]) -> String {
    let mut text = String::with_capacity(path.len());
    for &byte in path {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn every_byte_of_a_path_survives_in_a_uri() {
        assert_eq!(uri(b"services/auth/src/lib.rs"), "services/auth/src/lib.rs");
        assert_eq!(uri("a b/é".as_bytes()), "a%20b/%C3%A9");
        assert_eq!(uri(b"c:\\x/\xff\n%#?"), "c%3A%5Cx/%FF%0A%25%23%3F");
    }
}
