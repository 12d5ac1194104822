//! Compose files: for `docker compose`, and for `docker stack deploy`.
//!
//! No file serves both in full. Compose waits for healthy services only where `depends_on` is a table with
//! conditions, and it wants the project's name and how images are built; `docker stack deploy` reads version 3
//! of the format, which refuses the table and the name, does not build, and publishes ports on every interface.

mod health;
mod service;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use self::service::Writer;
use super::container::{Container, Source};
use super::selection::Selection;
use super::{Export, ExportError, ExportRequest, SECRETS_DIRECTORY, yaml};
use crate::config::VolumeSource;

/// Who reads the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ComposeReader {
    /// `docker compose`
    #[default]
    Compose,
    /// `docker stack deploy`
    Stack,
}

/// Writes the Compose file.
///
/// # Errors
/// [`ExportError`] when nothing that is asked for runs in a container.
pub fn compose(request: &ExportRequest<'_>, reader: ComposeReader) -> Result<Export, ExportError> {
    let mut selection = Selection::new(request)?;
    let mut findings = Vec::new();
    let mut services = Vec::new();
    for container in &selection.containers {
        let mut writer = Writer::new(container, &request.root, reader, &mut findings);
        services.push((container.service.name.as_str(), writer.service()));
    }
    selection.findings.append(&mut findings);
    let of_all = selection.containers.iter().map(|one| one.service);
    let secrets: BTreeSet<&str> = of_all
        .clone()
        .flat_map(|service| &service.secrets)
        .map(crate::ids::SecretName::as_str)
        .collect();
    let volumes: BTreeSet<&str> = of_all
        .flat_map(|service| &service.volumes)
        .filter_map(|volume| match &volume.source {
            VolumeSource::Named(name) => Some(name.as_str()),
            VolumeSource::Path(_) => None,
        })
        .collect();
    let has_secrets = !secrets.is_empty();
    let secret = |name: &&str| {
        let file = format!("{}/{SECRETS_DIRECTORY}/{name}", request.root);
        ((*name).to_owned(), json!({ "file": file }))
    };
    let heading = match reader {
        ComposeReader::Compose => ("name", json!(selection.project)),
        ComposeReader::Stack => ("version", json!("3.8")),
    };
    let secrets = yaml::map(secrets.iter().map(secret));
    let document = yaml::map([
        heading,
        ("services", yaml::map(services)),
        ("secrets", secrets),
    ]);
    let mut document = literal(document);
    if let (Value::Object(document), false) = (&mut document, volumes.is_empty()) {
        // A volume without settings is an empty table.
        let volumes = volumes.iter().map(|name| ((*name).to_owned(), json!({})));
        document.insert("volumes".to_owned(), Value::Object(volumes.collect()));
    }
    selection.note_of_all(health::is_asked_by_itself, |names| {
        format!(
            "the images of {names} hold the program alone: it is run as `PROGRAM probe URL`, and has to exit with 0 \
             when the answer is good"
        )
    });
    match reader {
        ComposeReader::Stack => {
            let is_built = |one: &Container<'_>| !matches!(one.source, Source::Registry);
            selection.note_of_all(is_built, |names| {
                format!("build and push the images of {names} first: a stack builds nothing")
            });
            selection.note_public();
        }
        ComposeReader::Compose => {
            let is_binary = |one: &Container<'_>| matches!(one.source, Source::Binary(_));
            selection.note_of_all(is_binary, |names| {
                format!("build the images of {names} first: Compose cannot")
            });
            if has_secrets {
                selection.note(format!(
                    "Compose mounts the files under `{SECRETS_DIRECTORY}` as they are, and only their owner may read \
                     them: `chmod a+r` lets services read them that do not run as root"
                ));
            }
        }
    }
    Ok(Export {
        text: yaml::write(
            &comment(&selection.project, reader, has_secrets),
            &[document],
        )?,
        findings: selection.findings,
    })
}

fn comment(project: &str, reader: ComposeReader, has_secrets: bool) -> String {
    let mut text = match reader {
        ComposeReader::Compose => {
            "Written by `orion export compose` from workstreams.toml.\n".to_owned()
        }
        ComposeReader::Stack => format!(
            "Written by `orion export compose --for stack` from workstreams.toml.\n\
             docker stack deploy --compose-file FILE {project}\n"
        ),
    };
    if has_secrets {
        text.push_str(
            "The values of secrets are the files named below; no value is in this one.\n",
        );
    }
    text
}

/// Lets every text mean itself: `$` begins a variable in a Compose file, and `$$` is a `$`.
fn literal(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace('$', "$$")),
        Value::Array(items) => items.into_iter().map(literal).collect(),
        Value::Object(entries) => {
            let entries = entries.into_iter();
            Value::Object(entries.map(|(key, value)| (key, literal(value))).collect())
        }
        other => other,
    }
}
