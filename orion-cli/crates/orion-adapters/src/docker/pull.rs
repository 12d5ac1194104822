//! Getting images from their registries.

use std::collections::HashMap;
use std::time::Duration;

use bollard::errors::Error;
use futures_util::StreamExt as _;
use hyper::header::HeaderName;
use orion_app::stack::{EngineError, PullProgress};
use serde::Deserialize;

use super::credentials::Credentials;
use super::environment::EngineEnvironment;
use super::error::{is_full, meaning, text};
use super::images::parts;
use super::wire::{Call, Wire, nothing, query, values};

/// How long a registry may take before the engine can say anything.
const REGISTRY: Duration = Duration::from_mins(10);

/// A line of the engine's report.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    progress_detail: Option<Detail>,
    #[serde(default)]
    error: Option<String>,
}

#[derive(Deserialize)]
struct Detail {
    #[serde(default)]
    current: Option<u64>,
    #[serde(default)]
    total: Option<u64>,
}

/// How far each layer is.
#[derive(Default)]
struct Layers(HashMap<String, PullProgress>);

impl Layers {
    /// Takes a report; says whether it changed anything.
    fn take(&mut self, report: &Report) -> bool {
        let (Some(id), Some(status)) = (&report.id, report.status.as_deref()) else {
            return false;
        };
        let layer = self.0.entry(id.clone()).or_default();
        let before = layer.clone();
        match status {
            "Downloading" => {
                if let Some(Detail { current, total }) = report.progress_detail {
                    layer.done = current.unwrap_or(layer.done);
                    // Some registries do not say how much there is.
                    layer.total = total.unwrap_or(0).max(layer.total).max(layer.done);
                }
            }
            "Verifying Checksum" | "Download complete" | "Extracting" | "Pull complete" => {
                layer.done = layer.total;
            }
            _ => {}
        }
        *layer != before
    }

    fn sum(&self) -> PullProgress {
        let mut sum = PullProgress::default();
        for layer in self.0.values() {
            sum.done += layer.done;
            sum.total += layer.total;
        }
        sum
    }
}

/// Pulls an image, with the user's credentials.
pub(super) async fn pull(
    wire: &Wire,
    environment: &EngineEnvironment,
    reference: &str,
    mut progress: impl FnMut(PullProgress),
) -> Result<(), EngineError> {
    let (name, tag) = parts(reference);
    let target = query("/images/create", &[("fromImage", name), ("tag", tag)]);
    let mut call = Call::post(&target, "application/json", nothing()).patience(REGISTRY);
    if let Some(credentials) = Credentials::of(reference, environment).await {
        let name = HeaderName::from_static("x-registry-auth");
        call = call.header(name, credentials.for_one());
    }
    let response = wire
        .call(call)
        .await
        .map_err(|error| refused(reference, &error))?;
    let mut reports = values::<Report>(response);
    let mut layers = Layers::default();
    while let Some(report) = reports.next().await {
        let report = report.map_err(|error| refused(reference, &error))?;
        if let Some(reason) = report.error {
            return Err(if is_full(&reason) {
                EngineError::NoSpace(reason)
            } else {
                EngineError::NoImage {
                    reference: reference.to_owned(),
                    reason,
                }
            });
        }
        if layers.take(&report) {
            progress(layers.sum());
        }
    }
    Ok(())
}

fn refused(reference: &str, error: &Error) -> EngineError {
    match meaning("", error) {
        EngineError::Refused { .. } | EngineError::NotFound(_) => EngineError::NoImage {
            reference: reference.to_owned(),
            reason: text(error),
        },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_summed_over_layers() {
        let mut layers = Layers::default();
        let mut take = |line: &str| {
            let changed = layers.take(&serde_json::from_str(line).unwrap());
            (changed, layers.sum().done, layers.sum().total)
        };
        let reports = [
            (
                r#"{"status":"Pulling from library/x","id":"16"}"#,
                (false, 0, 0),
            ),
            (
                r#"{"status":"Pulling fs layer","progressDetail":{},"id":"a"}"#,
                (false, 0, 0),
            ),
            (
                r#"{"status":"Downloading","progressDetail":{"current":5,"total":10},"id":"a"}"#,
                (true, 5, 10),
            ),
            (
                r#"{"status":"Downloading","progressDetail":{"current":7},"id":"b"}"#,
                (true, 12, 17),
            ),
            (
                r#"{"status":"Download complete","progressDetail":{},"id":"a"}"#,
                (true, 17, 17),
            ),
            (
                r#"{"status":"Extracting","progressDetail":{"current":1,"total":10},"id":"a"}"#,
                (false, 17, 17),
            ),
            (
                r#"{"status":"Status: Downloaded newer image for x:16"}"#,
                (false, 17, 17),
            ),
        ];
        for (line, expected) in reports {
            assert_eq!(take(line), expected, "{line}");
        }
    }
}
