//! Finding the engine.

use std::io;
use std::time::Duration;

use bollard::API_DEFAULT_VERSION;
use bollard::errors::Error;
use bollard::{ClientVersion, Docker};
use orion_app::stack::{EngineError, EngineFacts};
use serde::Deserialize;

use super::address::Address;
use super::engine::DockerEngine;
use super::environment::EngineEnvironment;
use super::error;
use super::wire::{Call, PATIENCE, Wire};

/// The oldest API that is enough: Docker Engine 20.10's.
const OLDEST: (usize, usize) = (1, 41);
/// How long an engine may think before it says who it is.
const PAUSE: Duration = Duration::from_secs(10);

impl DockerEngine {
    /// Finds the engine and asks it who it is: the one that is named, or the first of the usual ones that
    /// answers.
    ///
    /// # Errors
    /// When none answers, none may be used by this user, it is too old, or what names it cannot be understood.
    pub async fn connect(environment: &EngineEnvironment) -> Result<Self, EngineError> {
        if let Some(address) = environment.named()? {
            return Self::greet(address, environment).await;
        }
        let mut refusal: Option<EngineError> = None;
        for path in &environment.usual {
            let address = if cfg!(windows) {
                Address::Pipe(path.to_string_lossy().into_owned())
            } else {
                Address::Socket(path.clone())
            };
            match Self::greet(address, environment).await {
                Ok(engine) => return Ok(engine),
                // What is there and cannot be used says more than what is not there.
                Err(EngineError::Absent { .. }) => {}
                Err(error) => {
                    refusal.get_or_insert(error);
                }
            }
        }
        let looked: Vec<_> = environment
            .usual
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        Err(refusal.unwrap_or_else(|| EngineError::Absent {
            address: looked.join(", "),
            reason: "nothing listens there".to_owned(),
        }))
    }

    /// Asks the engine there who it is.
    async fn greet(address: Address, environment: &EngineEnvironment) -> Result<Self, EngineError> {
        let wire = Wire::new(address);
        let greeting: Greeting = wire
            .value(Call::get("/version").patience(PAUSE))
            .await
            .map_err(|error| unanswered(wire.address(), &error))?;
        let api = greeting.api()?;
        let facts = greeting.facts(wire.address(), api);
        let through = wire.clone();
        let docker = Docker::connect_with_custom_transport(
            move |request| {
                let wire = through.clone();
                async move { wire.exchange(request).await }
            },
            Some("http://localhost"),
            PATIENCE.as_secs(),
            &ClientVersion {
                major_version: api.0,
                minor_version: api.1,
            },
        )
        .map_err(|error| error::meaning("be spoken to", &error))?;
        Ok(Self {
            wire,
            docker,
            facts,
            environment: environment.clone(),
        })
    }
}

/// What it means that nothing useful came back.
fn unanswered(address: &Address, error: &Error) -> EngineError {
    let at = address.to_string();
    match error::io_kind(error) {
        Some(io::ErrorKind::PermissionDenied) => return EngineError::Forbidden { address: at },
        Some(io::ErrorKind::NotFound) => {
            return EngineError::Absent {
                address: at,
                reason: "there is nothing there".to_owned(),
            };
        }
        _ => {}
    }
    let reason = error::text(error);
    match error {
        Error::DockerResponseServerError {
            status_code: 400, ..
        } if reason.contains("HTTPS") => EngineError::Configuration(format!(
            "the container engine at `{at}` wants TLS, which is not supported: reach it by a socket of its \
                 machine"
        )),
        Error::DockerResponseServerError {
            status_code: 401 | 403,
            ..
        } => EngineError::Forbidden { address: at },
        Error::JsonSerdeError { .. } => EngineError::Absent {
            address: at,
            reason: "what answers is no container engine".to_owned(),
        },
        _ => EngineError::Absent {
            address: at,
            reason,
        },
    }
}

/// What an engine says of itself.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Greeting {
    #[serde(rename = "ApiVersion")]
    api: String,
    version: String,
    #[serde(default, rename = "KernelVersion")]
    kernel: String,
    #[serde(default)]
    components: Option<Vec<Component>>,
    #[serde(default)]
    platform: Option<Platform>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Component {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Platform {
    #[serde(default)]
    name: String,
}

impl Greeting {
    /// The API that both speak.
    fn api(&self) -> Result<(usize, usize), EngineError> {
        let too_old = || EngineError::TooOld {
            found: self.api.clone(),
            needed: "1.41",
        };
        let spoken = self
            .api
            .split_once('.')
            .and_then(|(major, minor)| Some((major.parse().ok()?, minor.parse().ok()?)))
            .ok_or_else(too_old)?;
        if spoken < OLDEST {
            return Err(too_old());
        }
        Ok(spoken.min((
            API_DEFAULT_VERSION.major_version,
            API_DEFAULT_VERSION.minor_version,
        )))
    }

    fn has(&self, component: &str) -> bool {
        self.components.as_ref().is_some_and(|all| {
            all.iter()
                .any(|one| one.name.to_ascii_lowercase().contains(component))
        })
    }

    fn facts(&self, address: &Address, api: (usize, usize)) -> EngineFacts {
        let podman = self.has("podman");
        let of_a_user = self.has("rootlesskit")
            || (podman
                && matches!(address, Address::Socket(path) if path.starts_with("/run/user")));
        let in_a_machine = self
            .platform
            .as_ref()
            .is_some_and(|platform| platform.name.contains("Desktop"));
        let own_kernel = std::fs::read_to_string("/proc/sys/kernel/osrelease")
            .is_ok_and(|kernel| kernel.trim() == self.kernel);
        // Podman says no version of its kernel everywhere: its socket is on this machine, and that is enough.
        let same_kernel = own_kernel || (podman && self.kernel.is_empty());
        EngineFacts {
            name: if podman { "Podman" } else { "Docker Engine" }.to_owned(),
            version: self.version.clone(),
            api: format!("{}.{}", api.0, api.1),
            address: address.to_string(),
            local: cfg!(target_os = "linux")
                && same_kernel
                && address.is_of_this_machine()
                && !of_a_user
                && !in_a_machine,
        }
    }
}
