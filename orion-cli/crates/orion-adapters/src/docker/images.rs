//! Images that are there.

use orion_app::stack::{EngineError, ImageFacts};
use serde::Deserialize;

use super::error::{is_missing, meaning};
use super::wire::Wire;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Inspected {
    id: String,
    #[serde(default)]
    config: Option<Config>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Config {
    #[serde(default)]
    healthcheck: Option<Healthcheck>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Healthcheck {
    #[serde(default)]
    test: Option<Vec<String>>,
}

/// The image, if the engine has it.
pub(super) async fn image(wire: &Wire, reference: &str) -> Result<Option<ImageFacts>, EngineError> {
    let target = format!("/images/{reference}/json");
    let image: Inspected = match wire.get(&target).await {
        Ok(image) => image,
        Err(error) if is_missing(&error) => return Ok(None),
        Err(error) => return Err(meaning(format!("tell of the image `{reference}`"), &error)),
    };
    let has_health_check = image
        .config
        .and_then(|config| config.healthcheck)
        .and_then(|check| check.test)
        .is_some_and(|test| !test.is_empty() && test != ["NONE"]);
    Ok(Some(ImageFacts {
        id: image.id,
        has_health_check,
    }))
}

/// The image that was made a moment ago.
pub(super) async fn made(wire: &Wire, tag: &str) -> Result<ImageFacts, EngineError> {
    image(wire, tag).await?.ok_or_else(|| EngineError::Build {
        tag: tag.to_owned(),
        reason: "the engine built it and does not have it".to_owned(),
    })
}

/// An image's name and its tag or digest: an engine that is given no tag pulls them all.
pub(super) fn parts(reference: &str) -> (&str, &str) {
    if let Some((name, digest)) = reference.split_once('@') {
        return (parts(name).0, digest);
    }
    match reference.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => (name, tag),
        _ => (reference, "latest"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_has_a_name_and_a_tag_or_digest() {
        assert_eq!(parts("postgres"), ("postgres", "latest"));
        assert_eq!(parts("postgres:16"), ("postgres", "16"));
        assert_eq!(parts("here:5000/a/b"), ("here:5000/a/b", "latest"));
        assert_eq!(parts("here:5000/a/b:1"), ("here:5000/a/b", "1"));
        assert_eq!(parts("a:1@sha256:00"), ("a", "sha256:00"));
    }
}
