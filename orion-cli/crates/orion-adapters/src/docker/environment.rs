//! What says where the engine is, and who the user is to registries.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;

use orion_app::stack::EngineError;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::address::Address;

/// What says where the engine is, as it is around this process.
#[derive(Debug, Clone, Default)]
pub struct EngineEnvironment {
    /// `DOCKER_HOST`
    pub host: Option<String>,
    /// `DOCKER_CONTEXT`
    pub context: Option<String>,
    /// Whether `DOCKER_TLS_VERIFY` has a value.
    pub tls: bool,
    /// Where Docker's configuration is: `DOCKER_CONFIG`, or `.docker` in the home directory.
    pub configuration: Option<PathBuf>,
    /// Where Podman's credentials are: `REGISTRY_AUTH_FILE`, or `containers/auth.json` in the runtime directory.
    pub credentials: Option<PathBuf>,
    /// The sockets or pipes that are tried when nothing names one, in this order.
    pub usual: Vec<PathBuf>,
}

impl EngineEnvironment {
    /// Takes what it needs from the variables; `home` is the user's home directory.
    #[must_use]
    pub fn new(variable: impl Fn(&str) -> Option<OsString>, home: Option<PathBuf>) -> Self {
        let value = |name| variable(name).filter(|value| !value.is_empty());
        let text = |name| value(name).map(|value| value.to_string_lossy().into_owned());
        let runtime = value("XDG_RUNTIME_DIR").map(PathBuf::from);
        let mut usual = Vec::new();
        if cfg!(windows) {
            usual.push(PathBuf::from(r"\\.\pipe\docker_engine"));
        } else {
            usual.push(PathBuf::from("/var/run/docker.sock"));
            if let Some(runtime) = &runtime {
                usual.push(runtime.join("docker.sock"));
                usual.push(runtime.join("podman/podman.sock"));
            }
            usual.push(PathBuf::from("/run/podman/podman.sock"));
        }
        Self {
            host: text("DOCKER_HOST"),
            context: text("DOCKER_CONTEXT"),
            tls: value("DOCKER_TLS_VERIFY").is_some(),
            configuration: value("DOCKER_CONFIG")
                .map(PathBuf::from)
                .or_else(|| home.map(|home| home.join(".docker"))),
            credentials: value("REGISTRY_AUTH_FILE")
                .map(PathBuf::from)
                .or_else(|| runtime.map(|runtime| runtime.join("containers/auth.json"))),
            usual,
        }
    }

    /// The one address that is named, by the variable or by a context.
    pub(super) fn named(&self) -> Result<Option<Address>, EngineError> {
        if let Some(host) = &self.host {
            return Address::parse(host, self.tls).map(Some);
        }
        let name = match &self.context {
            Some(name) => Some(name.clone()),
            None => self.current_context()?,
        };
        match name.as_deref() {
            None | Some("" | "default") => Ok(None),
            Some(name) => self.context_address(name).map(Some),
        }
    }

    /// The context that `docker context use` chose.
    fn current_context(&self) -> Result<Option<String>, EngineError> {
        /// What is needed of `config.json`.
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Configuration {
            current_context: Option<String>,
        }
        let Some(file) = self.configuration.as_ref().map(|at| at.join("config.json")) else {
            return Ok(None);
        };
        let content = match std::fs::read(&file) {
            Ok(content) => content,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(EngineError::Configuration(format!(
                    "`{}` cannot be read: {error}",
                    file.display()
                )));
            }
        };
        let read: Configuration = serde_json::from_slice(&content).map_err(|error| {
            EngineError::Configuration(format!("`{}` is no configuration: {error}", file.display()))
        })?;
        Ok(read.current_context)
    }

    /// Where a context's engine is.
    fn context_address(&self, name: &str) -> Result<Address, EngineError> {
        /// What is needed of a context's `meta.json`.
        #[derive(Deserialize)]
        #[serde(rename_all = "PascalCase")]
        struct Context {
            endpoints: Endpoints,
        }
        #[derive(Deserialize)]
        struct Endpoints {
            docker: Endpoint,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "PascalCase")]
        struct Endpoint {
            host: String,
        }
        let missing = |reason: String| {
            EngineError::Configuration(format!(
                "the Docker context `{name}` cannot be used ({reason}): `docker context ls` shows which there are"
            ))
        };
        let directory = self
            .configuration
            .as_ref()
            .ok_or_else(|| missing("there is no home directory".to_owned()))?
            .join("contexts");
        let mut id = String::new();
        for byte in Sha256::digest(name) {
            // Nothing fails that is written to a text.
            let _ = write!(id, "{byte:02x}");
        }
        let meta = std::fs::read(directory.join("meta").join(&id).join("meta.json"))
            .map_err(|error| missing(error.to_string()))?;
        let context: Context =
            serde_json::from_slice(&meta).map_err(|error| missing(error.to_string()))?;
        let tls = directory.join("tls").join(&id).join("docker").exists();
        Address::parse(&context.endpoints.docker.host, tls)
    }
}
