//! The local stack: what `orion up` and the commands around it do.

mod bring;
mod down;
mod embedded;
mod error;
mod exec;
mod images;
mod in_one_process;
mod logs;
mod ports;
mod preflight;
mod progress;
mod ps;
mod ready;
mod report;
mod site;
mod up;

pub use crate::ports::StoreError;
pub use down::DownRequest;
pub use embedded::{
    EMBEDDED_SERVICES, Embedded, EmbeddedError, EmbeddedService, EmbeddedStart, EmbeddedStatus,
    EmbeddedStep, EmbeddedStop,
};
pub use error::{BuildError, EngineError};
pub use exec::ExecFailure;
pub use in_one_process::{down_in_one_process, ps_in_one_process, up_in_one_process};
pub use logs::LogsRequest;
pub use ports::{
    Builder, ContainerFacts, Engine, EngineEvent, EngineEventKind, EngineFacts, ExecRequest,
    HASH_LABEL, ImageFacts, LogLine, LogRequest, LogStream, Machine, PROJECT_LABEL, PortHolder,
    ProbeTarget, Prober, PullProgress, SERVICE_LABEL, SecretFile, StackStore, TreeWatcher, Usage,
};
pub use preflight::Problem;
pub use progress::{Observer, Step};
pub use ps::{Condition, PsReport, ServiceStatus};
pub use report::{Done, DownReport, Runtime, ServiceFailure, ServiceState, UpReport, UpService};
pub use site::{Site, UnknownServices, known_services};
pub use up::{Ascent, StackError, UpRequest};
