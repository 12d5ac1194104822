//! Images from Dockerfiles.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use bollard::errors::Error;
use futures_util::StreamExt as _;
use hyper::header::HeaderName;
use orion_app::stack::{EngineError, ImageFacts, PROJECT_LABEL};
use orion_core::config::ContainerBuild;
use orion_core::path::RepoPath;
use orion_core::stack::ProjectName;
use serde::Deserialize;

use super::archive;
use super::context::BuildContext;
use super::credentials::Credentials;
use super::dockerfile::{bases, needs_buildkit};
use super::environment::EngineEnvironment;
use super::error::{is_full, meaning, text};
use super::images::{image, made};
use super::pull::pull;
use super::thin::THIN_LABEL;
use super::trace::Trace;
use super::wire::{Call, Wire, query, values};

/// How long a build may take before the engine says anything: the context is sent in this time.
const SENDING: Duration = Duration::from_hours(1);

/// A line of the engine's report.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    stream: Option<String>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    progress: Option<String>,
    #[serde(default)]
    error: Option<String>,
    #[serde(default)]
    aux: Option<serde_json::Value>,
}

/// What builds images.
pub(super) struct Builder<'e> {
    pub(super) wire: &'e Wire,
    pub(super) environment: &'e EngineEnvironment,
    /// Whether the engine has a `BuildKit`.
    pub(super) has_buildkit: bool,
}

impl Builder<'_> {
    /// Builds an image.
    pub(super) async fn build(
        &self,
        build: &ContainerBuild,
        top: &Path,
        tag: &str,
        project: &ProjectName,
        mut line: impl FnMut(String),
    ) -> Result<ImageFacts, EngineError> {
        let failed = |reason: String| EngineError::Build {
            tag: tag.to_owned(),
            reason,
        };
        let directory = top.join(path(&build.context).map_err(failed)?);
        let dockerfile = path(&build.dockerfile).map_err(failed)?.to_owned();
        let named = dockerfile.clone();
        let context = tokio::task::spawn_blocking(move || BuildContext::read(directory, &named))
            .await
            .map_err(|error| failed(error.to_string()))?
            .map_err(failed)?;

        let buildkit = self.has_buildkit && needs_buildkit(&context.dockerfile);
        let bases = bases(&context.dockerfile);
        let mut headers = Vec::new();
        if buildkit {
            // It asks for credentials in a session of its own; what is here already needs none.
            for base in &bases {
                if image(self.wire, base).await?.is_none() {
                    line(format!("pulling {base}"));
                    pull(self.wire, self.environment, base, |_| {}).await?;
                }
            }
        } else {
            let mut known = Vec::new();
            for base in &bases {
                known.extend(Credentials::of(base, self.environment).await);
            }
            let name = HeaderName::from_static("x-registry-config");
            headers.push((name, Credentials::for_many(&known)));
        }

        let target = target(build, &dockerfile, tag, project, buildkit);
        let payload = archive::streamed(move |archive| context.write(archive));
        let mut call = Call::post(&target, "application/x-tar", payload).patience(SENDING);
        call.headers.extend(headers);
        let response = self
            .wire
            .call(call)
            .await
            .map_err(|error| refused(tag, &error))?;

        let mut reports = values::<Report>(response);
        let mut trace = Trace::default();
        let mut pending = String::new();
        while let Some(report) = reports.next().await {
            let report = report.map_err(|error| refused(tag, &error))?;
            if let Some(reason) = report.error {
                return Err(if is_full(&reason) {
                    EngineError::NoSpace(reason)
                } else {
                    failed(reason)
                });
            }
            if let Some(text) = report.stream {
                pending.push_str(&text);
                while let Some(end) = pending.find('\n') {
                    let rest = pending.split_off(end + 1);
                    line(pending.trim_end_matches(['\n', '\r']).to_owned());
                    pending = rest;
                }
            }
            match (report.id.as_deref(), report.aux, report.status) {
                (Some("moby.buildkit.trace"), Some(serde_json::Value::String(told)), _) => {
                    trace.lines(&told).into_iter().for_each(&mut line);
                }
                // A bar's progress is for terminals, and there are hundreds of it.
                (Some(layer), _, Some(status)) if report.progress.is_none() => {
                    line(format!("{layer}: {status}"));
                }
                _ => {}
            }
        }
        if !pending.is_empty() {
            line(pending);
        }
        made(self.wire, tag).await
    }
}

/// A path of the repository as this machine's and the engine's.
fn path(path: &RepoPath) -> Result<&str, String> {
    path.as_utf8()
        .ok_or_else(|| format!("the path `{}` is not UTF-8", path.as_bstr()))
}

fn target(
    build: &ContainerBuild,
    dockerfile: &str,
    tag: &str,
    project: &ProjectName,
    buildkit: bool,
) -> String {
    let labels = serde_json::json!({ PROJECT_LABEL: project.as_str(), THIN_LABEL: "built" });
    let labels = labels.to_string();
    let arguments: BTreeMap<_, _> = build
        .args
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let arguments = serde_json::json!(arguments).to_string();
    let mut pairs = vec![
        ("t", tag),
        ("dockerfile", dockerfile),
        ("labels", &labels),
        ("buildargs", &arguments),
        ("rm", "1"),
        ("forcerm", "1"),
    ];
    if let Some(stage) = &build.target {
        pairs.push(("target", stage));
    }
    if buildkit {
        pairs.push(("version", "2"));
    }
    query("/build", &pairs)
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
