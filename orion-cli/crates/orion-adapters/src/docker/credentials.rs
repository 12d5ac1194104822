//! What the user's registries want to see.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;
use docker_credential::DockerCredential;

use super::environment::EngineEnvironment;

/// Docker's own registry, as its configuration calls it.
const DOCKER_HUB: &str = "https://index.docker.io/v1/";

/// The registry that an image comes from.
fn registry(reference: &str) -> &str {
    match reference.split_once('/') {
        Some((first, _)) if first.contains(['.', ':']) || first == "localhost" => match first {
            "docker.io" | "index.docker.io" => DOCKER_HUB,
            registry => registry,
        },
        _ => DOCKER_HUB,
    }
}

/// Who the user is to a registry.
pub(super) struct Credentials {
    registry: String,
    credential: DockerCredential,
}

impl Credentials {
    /// What is kept for the image's registry, by Docker or by Podman. A helper program may be asked, so this
    /// happens beside what else goes on. Without any the registry may still give the image to everyone.
    pub(super) async fn of(reference: &str, environment: &EngineEnvironment) -> Option<Self> {
        let registry = registry(reference).to_owned();
        let files: Vec<PathBuf> = environment
            .configuration
            .iter()
            .map(|at| at.join("config.json"))
            .chain(environment.credentials.clone())
            .collect();
        let found = tokio::task::spawn_blocking(move || {
            let credential = files.iter().find_map(|file| read(file, &registry))?;
            Some(Self {
                registry,
                credential,
            })
        });
        found.await.ok().flatten()
    }

    fn json(&self) -> serde_json::Value {
        match &self.credential {
            DockerCredential::IdentityToken(token) => serde_json::json!({
                "identitytoken": token,
                "serveraddress": self.registry,
            }),
            DockerCredential::UsernamePassword(name, password) => serde_json::json!({
                "username": name,
                "password": password,
                "serveraddress": self.registry,
            }),
        }
    }

    /// The header `X-Registry-Auth`: one registry.
    pub(super) fn for_one(&self) -> String {
        URL_SAFE.encode(self.json().to_string())
    }

    /// The header `X-Registry-Config`: each registry by its name.
    pub(super) fn for_many(all: &[Self]) -> String {
        let map: serde_json::Map<_, _> = all
            .iter()
            .map(|one| (one.registry.clone(), one.json()))
            .collect();
        URL_SAFE.encode(serde_json::Value::from(map).to_string())
    }
}

fn read(file: &Path, registry: &str) -> Option<DockerCredential> {
    let file = File::open(file).ok()?;
    docker_credential::get_credential_from_reader(BufReader::new(file), registry).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registry_is_in_the_reference() {
        assert_eq!(registry("postgres:16"), DOCKER_HUB);
        assert_eq!(registry("me/app"), DOCKER_HUB);
        assert_eq!(registry("docker.io/me/app"), DOCKER_HUB);
        assert_eq!(registry("ghcr.io/me/app"), "ghcr.io");
        assert_eq!(registry("here:5000/app"), "here:5000");
        assert_eq!(registry("localhost/app"), "localhost");
    }

    #[test]
    fn the_header_is_safe_in_an_address() {
        let credentials = Credentials {
            registry: "here".to_owned(),
            credential: DockerCredential::UsernamePassword("me".to_owned(), "??>>~~".to_owned()),
        };
        let header = credentials.for_one();
        assert!(!header.contains(['+', '/']), "{header}");
        let decoded = URL_SAFE.decode(header).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&decoded).unwrap();
        assert_eq!(value["password"], "??>>~~");
    }
}
