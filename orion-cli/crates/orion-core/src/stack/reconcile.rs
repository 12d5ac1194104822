//! What has to be done so that a service runs in the container that it should.

use schemars::JsonSchema;
use serde::Serialize;

use super::{ContainerId, ContainerSpec, ContainerState, LiveContainer};

/// Why a container that is there does not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// What `workstreams.toml`, a secret or a port says has changed.
    Configuration,
    /// The image is another one.
    Image,
    /// It was left half-made, or its processes are held.
    State,
}

/// What to do about a service's container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// There is none: make it.
    Create,
    /// It runs, and is as it should be.
    Keep(ContainerId),
    /// It is as it should be, and has ended: start it again.
    Start(ContainerId),
    /// It is another one than it should be: replace it.
    Recreate(ContainerId, Reason),
}

/// Decides about the container of `wanted`, from all containers of its stack. A second container of the same
/// service is in the way of nothing but the name, and there is only one of each name.
#[must_use]
pub fn decide(wanted: &ContainerSpec, live: &[LiveContainer]) -> Decision {
    let service = wanted.service.as_str();
    let Some(found) = live.iter().find(|one| one.service == service) else {
        return Decision::Create;
    };
    let id = found.id.clone();
    if found.image_id != wanted.image_id {
        return Decision::Recreate(id, Reason::Image);
    }
    if found.hash.as_deref() != Some(wanted.hash().as_str()) {
        return Decision::Recreate(id, Reason::Configuration);
    }
    match found.state {
        ContainerState::Running | ContainerState::Restarting => Decision::Keep(id),
        ContainerState::Exited => Decision::Start(id),
        // One that never ran may lack its secrets: whoever made it may have been killed in between.
        ContainerState::Created
        | ContainerState::Paused
        | ContainerState::Dead
        | ContainerState::Unknown => Decision::Recreate(id, Reason::State),
    }
}

/// The containers of the stack whose service is no more.
pub fn orphans(
    live: &[LiveContainer],
    is_service: impl Fn(&str) -> bool,
) -> impl Iterator<Item = &LiveContainer> {
    live.iter().filter(move |one| !is_service(&one.service))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ServiceName;
    use crate::stack::ProjectName;

    fn wanted() -> ContainerSpec {
        ContainerSpec {
            project: ProjectName::of("shop", b"/shop"),
            service: ServiceName::parse("web").unwrap(),
            image: "web:1".to_owned(),
            image_id: "sha256:1".to_owned(),
            command: Vec::new(),
            env: Vec::new(),
            ports: Vec::new(),
            mounts: Vec::new(),
            secrets: Vec::new(),
            secrets_digest: String::new(),
        }
    }

    fn live(state: ContainerState) -> LiveContainer {
        let wanted = wanted();
        LiveContainer {
            id: ContainerId("c1".to_owned()),
            service: wanted.service.to_string(),
            state,
            health: None,
            hash: Some(wanted.hash().to_string()),
            image_id: wanted.image_id,
            image: wanted.image,
            ports: Vec::new(),
            address: None,
            created: 0,
        }
    }

    #[test]
    fn what_is_as_it_should_be_stays() {
        let id = ContainerId("c1".to_owned());
        let decided = |state| decide(&wanted(), &[live(state)]);
        assert_eq!(decide(&wanted(), &[]), Decision::Create);
        assert_eq!(decided(ContainerState::Running), Decision::Keep(id.clone()));
        assert_eq!(decided(ContainerState::Exited), Decision::Start(id.clone()));
        let again = Decision::Recreate(id, Reason::State);
        assert_eq!(decided(ContainerState::Created), again);
        assert_eq!(decided(ContainerState::Paused), again);
    }

    #[test]
    fn what_is_another_one_is_replaced() {
        let id = ContainerId("c1".to_owned());
        let mut other = live(ContainerState::Running);
        other.hash = None;
        let reason = |reason| Decision::Recreate(id.clone(), reason);
        assert_eq!(
            decide(&wanted(), &[other.clone()]),
            reason(Reason::Configuration)
        );
        other.image_id = "sha256:2".to_owned();
        assert_eq!(decide(&wanted(), &[other]), reason(Reason::Image));
    }

    #[test]
    fn what_is_no_service_any_more_is_an_orphan() {
        let live = [live(ContainerState::Running)];
        assert_eq!(orphans(&live, |name| name == "web").count(), 0);
        assert_eq!(orphans(&live, |name| name == "api").count(), 1);
    }
}
