//! The whole file.

use std::collections::BTreeMap;

use super::{
    ContractSettings, Database, EscalationLevel, Gates, IdentitySettings, ImageSettings, Notices,
    OwnershipSettings, Project, Quality, Service, Sla, Workstream,
};
use crate::ids::{DatabaseName, ServiceName, WorkstreamId};
use crate::ownership::OwnershipRule;

/// A whole `workstreams.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Workspace {
    /// `[project]`
    pub project: Project,
    /// `[ownership]`
    pub ownership: OwnershipSettings,
    /// `[identity]`
    pub identity: IdentitySettings,
    /// `[workstreams.*]`, in the file's order.
    pub workstreams: Vec<Workstream>,
    /// `[sla]`
    pub sla: Sla,
    /// `[[escalation]]`, from the lowest level to the highest.
    pub escalation: Vec<EscalationLevel>,
    /// `[notices]`
    pub notices: Notices,
    /// `[contracts]`
    pub contracts: ContractSettings,
    /// `[databases.*]`, in the file's order.
    pub databases: Vec<Database>,
    /// `[services.*]`, in the file's order.
    pub services: Vec<Service>,
    /// `[images]`
    pub images: ImageSettings,
    /// `[gates.*]`
    pub gates: Gates,
    /// `[quality]`
    pub quality: Quality,
    /// The logins in each team that a workstream names, by the team's name without its `@`. No file says them: a team
    /// that nobody has looked up on GitHub is not in here.
    pub teams: BTreeMap<String, Vec<String>>,
}

impl Workspace {
    /// Every ownership rule of every workstream, in the file's order.
    pub fn rules(&self) -> impl Iterator<Item = &OwnershipRule> {
        self.workstreams
            .iter()
            .flat_map(|workstream| &workstream.owns)
    }

    /// The workstream of that id.
    #[must_use]
    pub fn workstream(&self, id: &WorkstreamId) -> Option<&Workstream> {
        self.workstreams
            .iter()
            .find(|workstream| workstream.id == *id)
    }

    /// The service of that name.
    #[must_use]
    pub fn service(&self, name: &ServiceName) -> Option<&Service> {
        self.services.iter().find(|service| service.name == *name)
    }

    /// The database of that name, where the file describes it.
    #[must_use]
    pub fn database(&self, name: &DatabaseName) -> Option<&Database> {
        self.databases
            .iter()
            .find(|database| database.name == *name)
    }
}
