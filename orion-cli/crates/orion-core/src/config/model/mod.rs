//! The model of `workstreams.toml`: what the rest of Orion works with. Every name in it has been checked.

mod calendar;
mod command;
mod contracts;
mod deliverable;
mod gates;
mod health;
mod member;
mod notices;
mod ownership;
mod plan;
mod project;
mod quality;
mod service;
mod sla;
mod workspace;
mod workstream;

pub use calendar::{LeaveSpan, Workdays, WorkingHours};
pub use command::CommandLine;
pub use contracts::{ContractSettings, Database, Dialect, DocumentTemplate};
pub use deliverable::{Deliverable, Proof};
pub use gates::{BuiltInCheck, Gate, GateName, Gates, Step, StepAction};
pub use health::{Health, HttpPath, Probe};
pub use member::{InvalidMember, Member};
pub use notices::{
    EscalationLevel, Mention, NoticeSink, Notices, SlackSettings, VariableName, WebhookSettings,
};
pub use ownership::{BranchTemplate, IdentitySettings, OwnershipSettings, UnownedPolicy};
pub use plan::{DayWindow, Estimate, LinkKind, Need, Phase, WorkingDays};
pub use project::{Project, RepositoryName};
pub use quality::{Percentage, Quality, QualityReports};
pub use service::{
    BinaryBuild, Build, ContainerBuild, ImageSettings, Port, Protocol, Run, Service, Volume,
    VolumeSource,
};
pub use sla::{ClockMode, ReviewClock, Sla};
pub use workspace::Workspace;
pub use workstream::Workstream;
