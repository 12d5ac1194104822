//! Images that hold one binary.

use std::path::Path;

use bollard::errors::Error;
use futures_util::StreamExt as _;
use orion_app::stack::{EngineError, ImageFacts, PROJECT_LABEL};
use orion_core::stack::ProjectName;
use serde::Deserialize;

use super::archive::{self, Entry};
use super::error::{is_full, meaning, text};
use super::images::{image, made, parts};
use super::wire::{Call, Wire, query, values};

/// The label of an image that was made here, with how.
pub(super) const THIN_LABEL: &str = "dev.orion.image";
/// The label's value for the images of this module.
pub(super) const THIN: &str = "thin";

/// A line of the engine's report on an image that it makes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    #[serde(default)]
    error: Option<String>,
}

/// Puts a binary on its base. The tag holds the binary's digest: an image that has it is the one.
pub(super) async fn thin_image(
    wire: &Wire,
    binary: &Path,
    base: Option<&str>,
    tag: &str,
    project: &ProjectName,
) -> Result<ImageFacts, EngineError> {
    if let Some(image) = image(wire, tag).await? {
        return Ok(image);
    }
    let failed = |reason: String| EngineError::Build {
        tag: tag.to_owned(),
        reason,
    };
    let name = binary
        .file_name()
        .and_then(|name| name.to_str())
        .ok_or_else(|| failed(format!("`{}` has no usable name", binary.display())))?
        .to_owned();
    let report = match base {
        None => import(wire, binary, &name, tag, project).await,
        Some(base) => build(wire, binary, &name, base, tag, project).await,
    };
    let response = report.map_err(|error| refused(tag, &error))?;
    let mut reports = values::<Report>(response);
    while let Some(report) = reports.next().await {
        if let Some(error) = report.map_err(|error| refused(tag, &error))?.error {
            return Err(if is_full(&error) {
                EngineError::NoSpace(error)
            } else {
                failed(error)
            });
        }
    }
    made(wire, tag).await
}

fn refused(tag: &str, error: &Error) -> EngineError {
    match meaning("", error) {
        EngineError::Refused { .. } | EngineError::NotFound(_) => EngineError::Build {
            tag: tag.to_owned(),
            reason: text(error),
        },
        other => other,
    }
}

type Answer = Result<hyper::Response<hyper::body::Incoming>, Error>;

/// With nothing under it the binary is all that the image has: one archive, and no build.
async fn import(
    wire: &Wire,
    binary: &Path,
    name: &str,
    tag: &str,
    project: &ProjectName,
) -> Answer {
    let (repository, version) = parts(tag);
    let entry_point = format!("ENTRYPOINT {}", serde_json::json!([format!("/{name}")]));
    let labels = format!("LABEL {PROJECT_LABEL}={project} {THIN_LABEL}={THIN}");
    let target = query(
        "/images/create",
        &[
            ("fromSrc", "-"),
            ("repo", repository),
            ("tag", version),
            ("changes", &entry_point),
            ("changes", &labels),
        ],
    );
    let (name, binary) = (name.to_owned(), binary.to_owned());
    let payload =
        archive::streamed(move |archive| archive::add_file(archive, &name, 0o755, &binary));
    wire.call(Call::post(&target, "application/x-tar", payload))
        .await
}

async fn build(
    wire: &Wire,
    binary: &Path,
    name: &str,
    base: &str,
    tag: &str,
    project: &ProjectName,
) -> Answer {
    let labels =
        serde_json::json!({ PROJECT_LABEL: project.as_str(), THIN_LABEL: THIN }).to_string();
    let target = query(
        "/build",
        &[
            ("t", tag),
            ("labels", &labels),
            ("rm", "1"),
            ("forcerm", "1"),
            ("dockerfile", "Dockerfile"),
        ],
    );
    let inside = format!("/{name}");
    let file = format!(
        "FROM {base}\nCOPY {}\nENTRYPOINT {}\nCMD []\n",
        serde_json::json!(["binary", inside]),
        serde_json::json!([inside]),
    );
    let binary = binary.to_owned();
    let payload = archive::streamed(move |archive| {
        Entry::file("Dockerfile", 0o644, file.as_bytes()).write(archive)?;
        archive::add_file(archive, "binary", 0o755, &binary)
    });
    wire.call(Call::post(&target, "application/x-tar", payload))
        .await
}
