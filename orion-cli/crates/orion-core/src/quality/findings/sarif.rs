//! SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format").
//!
//! A result counts by its level: its own, else its rule's, else `warning` (§3.27.10). Left out are results that did not
//! fail (`kind`, §3.27.9), that are gone since the baseline (`baselineState`, §3.27.24), and that were suppressed: a
//! result with suppressions is, unless one of them is still to be reviewed or was rejected (§3.27.23).

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Finding, FindingKind, FindingLevel, FindingsReading};
use crate::quality::{Faults, WrittenPath};

/// Reads a log.
#[must_use]
pub fn read(bytes: &[u8]) -> FindingsReading {
    let log: Log = match serde_json::from_slice(bytes) {
        Ok(log) => log,
        Err(error) => {
            let message = format!("it is neither cargo's JSON messages nor SARIF: {error}");
            return FindingsReading::nothing(Some(error.line()), message);
        }
    };
    if log.version != "2.1.0" {
        let message = format!(
            "it is SARIF {}, and 2.1.0 is known",
            log.version.escape_debug()
        );
        return FindingsReading::nothing(None, message);
    }
    let mut findings = BTreeSet::new();
    let mut faults = Faults::default();
    for run in log.runs {
        if run
            .invocations
            .iter()
            .any(|it| it.execution_successful == Some(false))
        {
            faults.add(None, "the tool failed: more may be wrong than it found");
        }
        let Some(results) = &run.results else {
            faults.add(None, "a run has no `results`: the tool found nothing out");
            continue;
        };
        findings.extend(results.iter().filter_map(|result| finding(result, &run)));
    }
    FindingsReading::new(findings, faults)
}

fn finding(result: &ResultObject, run: &Run) -> Option<Finding> {
    let has_failed = result.kind.as_deref().is_none_or(|kind| kind == "fail");
    let is_gone = result.baseline_state.as_deref() == Some("absent");
    if !has_failed || is_gone || result.is_suppressed() {
        return None;
    }
    let rule = result.rule(run);
    let default = rule.and_then(|rule| rule.default_configuration.as_ref()?.level.as_deref());
    let level = match result.level.as_deref().or(default).unwrap_or("warning") {
        "error" => FindingLevel::Error,
        "warning" => FindingLevel::Warning,
        _ => return None,
    };
    let place = result
        .locations
        .iter()
        .find_map(|location| location.physical_location.as_ref());
    let region = place.and_then(|place| place.region.as_ref());
    let message = result.message.text.as_ref().or(result.message.id.as_ref());
    Some(Finding {
        kind: FindingKind::Unsaid,
        level,
        code: result
            .rule_id
            .clone()
            .or_else(|| rule.map(|rule| rule.id.clone())),
        message: message.cloned().unwrap_or_default(),
        path: place.and_then(|place| written(place.artifact_location.as_ref()?, run)),
        span: region.map_or([0; 4], |region| {
            let numbers = [
                region.start_line,
                region.start_column,
                region.end_line,
                region.end_column,
            ];
            numbers.map(Option::unwrap_or_default)
        }),
    })
}

fn written(location: &ArtifactLocation, run: &Run) -> Option<WrittenPath> {
    let base = location.uri_base_id.as_ref();
    let base = base.and_then(|id| run.original_uri_base_ids.get(id)?.uri.as_deref());
    Some(WrittenPath {
        path: path_of(location.uri.as_deref()?),
        bases: base.map(path_of).into_iter().collect(),
    })
}

/// A `file:` URI, or a relative one, as a path: the escapes of RFC 3986 undone.
fn path_of(uri: &str) -> String {
    let path = match uri.strip_prefix("file://") {
        // The host, which is almost always empty, and `/C:/…` of Windows.
        Some(rest) => {
            let path = rest.find('/').map_or("", |start| &rest[start..]);
            let has_drive = matches!(path.as_bytes(), [b'/', _, b':', ..]);
            if has_drive { &path[1..] } else { path }
        }
        None => uri,
    };
    let mut bytes = Vec::with_capacity(path.len());
    let mut left = path.as_bytes();
    while let [first, rest @ ..] = left {
        let escaped = match rest {
            [high, low, ..] if *first == b'%' => hex(*high).zip(hex(*low)),
            _ => None,
        };
        if let Some((high, low)) = escaped {
            bytes.push(high << 4 | low);
            left = &rest[2..];
        } else {
            bytes.push(*first);
            left = rest;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[derive(Deserialize)]
struct Log {
    version: String,
    runs: Vec<Run>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    #[serde(default)]
    invocations: Vec<Invocation>,
    results: Option<Vec<ResultObject>>,
    #[serde(default)]
    original_uri_base_ids: BTreeMap<String, ArtifactLocation>,
}

#[derive(Deserialize)]
struct Tool {
    driver: Driver,
}

#[derive(Deserialize)]
struct Driver {
    #[serde(default)]
    rules: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: String,
    default_configuration: Option<Configuration>,
}

#[derive(Deserialize)]
struct Configuration {
    level: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ResultObject {
    rule_id: Option<String>,
    rule_index: Option<i64>,
    level: Option<String>,
    kind: Option<String>,
    baseline_state: Option<String>,
    suppressions: Option<Vec<Suppression>>,
    message: Text,
    #[serde(default)]
    locations: Vec<Location>,
}

impl ResultObject {
    fn is_suppressed(&self) -> bool {
        let suppressions = self.suppressions.as_deref().unwrap_or_default();
        let is_accepted =
            |it: &Suppression| matches!(it.status.as_deref(), None | Some("accepted"));
        !suppressions.is_empty() && suppressions.iter().all(is_accepted)
    }

    /// By its index, else by its id.
    fn rule<'a>(&self, run: &'a Run) -> Option<&'a Rule> {
        let rules = &run.tool.driver.rules;
        let index = self
            .rule_index
            .and_then(|index| usize::try_from(index).ok());
        match index {
            Some(index) => rules.get(index),
            None => rules
                .iter()
                .find(|rule| Some(&rule.id) == self.rule_id.as_ref()),
        }
    }
}

#[derive(Deserialize)]
struct Suppression {
    status: Option<String>,
}

#[derive(Deserialize)]
struct Text {
    text: Option<String>,
    id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Option<PhysicalLocation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Option<ArtifactLocation>,
    region: Option<Region>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: Option<String>,
    uri_base_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: Option<u64>,
    start_column: Option<u64>,
    end_line: Option<u64>,
    end_column: Option<u64>,
}
