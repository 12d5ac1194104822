//! What a stack has beside its containers: a network, volumes, images.

use std::collections::{BTreeMap, HashMap};

use bollard::Docker;
use bollard::models::{NetworkCreateRequest, VolumeCreateRequest};
use bollard::query_parameters::{RemoveImageOptionsBuilder, RemoveVolumeOptions};
use futures_util::future::{join, join_all};
use orion_app::stack::{EngineError, PROJECT_LABEL};
use orion_core::stack::ProjectName;
use serde::Deserialize;

use super::error::{is_missing, meaning, status, text};
use super::thin::{THIN, THIN_LABEL};
use super::wire::{Wire, label_filter, query};

/// A network or a volume in a list.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Named {
    #[serde(default)]
    id: String,
    name: String,
    #[serde(default)]
    labels: Option<BTreeMap<String, String>>,
}

impl Named {
    fn is_of(&self, project: &ProjectName) -> bool {
        self.labels
            .as_ref()
            .and_then(|labels| labels.get(PROJECT_LABEL))
            .is_some_and(|value| value == project.as_str())
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Volumes {
    #[serde(default)]
    volumes: Option<Vec<Named>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Image {
    id: String,
    #[serde(default)]
    repo_tags: Option<Vec<String>>,
}

fn labels(project: &ProjectName) -> HashMap<String, String> {
    HashMap::from([(PROJECT_LABEL.to_owned(), project.to_string())])
}

fn foreign(kind: &str, name: &str) -> EngineError {
    EngineError::Refused {
        what: format!("make the {kind} `{name}`"),
        reason: format!(
            "there is one of that name that this stack did not make: `docker {kind} rm {name}` removes it"
        ),
    }
}

/// Makes the network and these volumes, where they are missing.
pub(super) async fn prepare(
    wire: &Wire,
    docker: &Docker,
    project: &ProjectName,
    volumes: &[String],
) -> Result<(), EngineError> {
    let network = network(wire, docker, project);
    let volumes = join_all(volumes.iter().map(|name| volume(docker, project, name)));
    // An engine goes on with what it was asked though nobody waits for the answer: nothing may be made after this
    // has failed.
    let (network, volumes) = join(network, volumes).await;
    network?;
    volumes.into_iter().collect()
}

async fn network(wire: &Wire, docker: &Docker, project: &ProjectName) -> Result<(), EngineError> {
    let name = project.as_str();
    // The engine's filter takes parts of names: the whole name is compared here.
    let filter = serde_json::json!({ "name": [name] }).to_string();
    let listed: Vec<Named> = wire
        .get(&query("/networks", &[("filters", &filter)]))
        .await
        .map_err(|error| meaning("list networks", &error))?;
    let (ours, others): (Vec<_>, Vec<_>) = listed
        .into_iter()
        .filter(|network| network.name == name)
        .partition(|network| network.is_of(project));
    if !others.is_empty() {
        return Err(foreign("network", name));
    }
    // Old engines take a name twice; which one is meant could not be told from then on.
    for surplus in ours.iter().skip(1) {
        take_network(docker, &surplus.id).await?;
    }
    if !ours.is_empty() {
        return Ok(());
    }
    let request = NetworkCreateRequest {
        name: name.to_owned(),
        driver: Some("bridge".to_owned()),
        labels: Some(labels(project)),
        ..NetworkCreateRequest::default()
    };
    docker
        .create_network(request)
        .await
        .map(|_| ())
        .map_err(|error| meaning(format!("make the network `{name}`"), &error))
}

async fn volume(docker: &Docker, project: &ProjectName, name: &str) -> Result<(), EngineError> {
    let request = VolumeCreateRequest {
        name: Some(name.to_owned()),
        labels: Some(labels(project)),
        ..VolumeCreateRequest::default()
    };
    // One that is there comes back as it is.
    let volume = docker
        .create_volume(request)
        .await
        .map_err(|error| meaning(format!("make the volume `{name}`"), &error))?;
    match volume.labels.get(PROJECT_LABEL) {
        Some(value) if value == project.as_str() => Ok(()),
        _ => Err(foreign("volume", name)),
    }
}

/// Takes the network away, thin images without a container, and the volumes if `volumes`.
pub(super) async fn clear(
    wire: &Wire,
    docker: &Docker,
    project: &ProjectName,
    volumes: bool,
) -> Result<Vec<String>, EngineError> {
    let networks = clear_networks(wire, docker, project);
    let images = clear_images(wire, docker, project);
    let (networks, images) = join(networks, images).await;
    let mut gone = networks?;
    gone.extend(images?);
    if volumes {
        gone.extend(clear_volumes(wire, docker, project).await?);
    }
    Ok(gone)
}

async fn take_network(docker: &Docker, id: &str) -> Result<(), EngineError> {
    match docker.remove_network(id).await {
        Err(error) if !is_missing(&error) => Err(meaning("remove a network", &error)),
        _ => Ok(()),
    }
}

async fn clear_networks(
    wire: &Wire,
    docker: &Docker,
    project: &ProjectName,
) -> Result<Vec<String>, EngineError> {
    let filter = label_filter(PROJECT_LABEL, project.as_str());
    let listed: Vec<Named> = wire
        .get(&query("/networks", &[("filters", &filter)]))
        .await
        .map_err(|error| meaning("list networks", &error))?;
    let ours: Vec<_> = listed
        .into_iter()
        .filter(|one| one.is_of(project))
        .collect();
    let taken = join_all(ours.iter().map(|network| take_network(docker, &network.id)));
    taken.await.into_iter().collect::<Result<(), _>>()?;
    Ok(ours.into_iter().map(|network| network.name).collect())
}

async fn clear_volumes(
    wire: &Wire,
    docker: &Docker,
    project: &ProjectName,
) -> Result<Vec<String>, EngineError> {
    let filter = label_filter(PROJECT_LABEL, project.as_str());
    let listed: Volumes = wire
        .get(&query("/volumes", &[("filters", &filter)]))
        .await
        .map_err(|error| meaning("list volumes", &error))?;
    let mut gone = Vec::new();
    for volume in listed.volumes.unwrap_or_default() {
        if !volume.is_of(project) {
            continue;
        }
        match docker
            .remove_volume(&volume.name, None::<RemoveVolumeOptions>)
            .await
        {
            Err(error) if !is_missing(&error) => {
                let what = format!("remove the volume `{}`", volume.name);
                return Err(meaning(what, &error));
            }
            _ => gone.push(volume.name),
        }
    }
    Ok(gone)
}

async fn clear_images(
    wire: &Wire,
    docker: &Docker,
    project: &ProjectName,
) -> Result<Vec<String>, EngineError> {
    let filter = serde_json::json!({
        "label": [format!("{PROJECT_LABEL}={project}"), format!("{THIN_LABEL}={THIN}")],
    })
    .to_string();
    let listed: Vec<Image> = wire
        .get(&query("/images/json", &[("filters", &filter)]))
        .await
        .map_err(|error| meaning("list images", &error))?;
    let (mut names, mut nameless) = (Vec::new(), Vec::new());
    for image in listed {
        let mut tags = image.repo_tags.unwrap_or_default();
        tags.retain(|tag| !tag.starts_with("<none>"));
        if tags.is_empty() {
            nameless.push(image.id);
        }
        names.extend(tags);
    }
    // One after the other, the last made first, and those without a name at the end: an image that another was made
    // from goes with it, or stays because of it.
    names.extend(nameless);
    let mut gone = Vec::new();
    for name in names {
        gone.extend(take_image(docker, name).await?);
    }
    Ok(gone)
}

/// Takes an image away, and gives its name unless it stays or is gone already.
async fn take_image(docker: &Docker, name: String) -> Result<Option<String>, EngineError> {
    let options = RemoveImageOptionsBuilder::default().build();
    match docker.remove_image(&name, Some(options), None).await {
        Ok(_) => Ok(Some(name)),
        // A container or another image uses it, or it went at the same time, for which there are two answers.
        Err(error) if matches!(status(&error), Some(404 | 409)) => Ok(None),
        Err(error) if text(&error).contains("unrecognized image ID") => Ok(None),
        Err(error) => Err(meaning(format!("remove the image `{name}`"), &error)),
    }
}
