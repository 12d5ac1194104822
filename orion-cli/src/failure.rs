//! The one error at the top: what failed, what kind of failure that is, and what to do next.

mod gate;
mod life;
mod request;

use std::fmt::Display;
use std::io::{self, ErrorKind};

use orion_app::check::CouldNotTell;
use orion_app::export::ExportFailure;
use orion_app::hook::HookFailure;
use orion_app::init::InitError;
use orion_app::plan::PlanFailure;
use orion_app::ports::{RepositoryError, Revision};
use orion_app::stack::{
    EmbeddedError, EngineError, ExecFailure, StackError, StoreError, UnknownServices,
};
use orion_core::codes::Code;
use orion_core::diagnostic::{Diagnostic, Severity};
use orion_core::stack::export::ExportError;
use serde::Serialize;

use crate::exit::Exit;
use crate::output::{counted, visible};

/// Which exit code a failure ends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) enum FailureKind {
    /// The command line is wrong.
    Usage,
    /// `workstreams.toml` is wrong.
    Configuration,
    /// git, the disk or another surrounding failed.
    Surroundings,
    /// The rules do not allow it.
    Refused,
    /// Whoever read the answer has gone away: nobody is left to tell, and nothing is wrong.
    #[cfg_attr(test, schemars(skip))]
    ReaderGone,
}

/// A command that could not do its work.
#[derive(Debug)]
pub(crate) struct Failure {
    /// Which exit code it ends in.
    pub(crate) kind: FailureKind,
    /// The code that `orion explain` knows, where there is one.
    pub(crate) code: Option<Code>,
    /// What failed, lower case, without a full stop.
    pub(crate) message: String,
    /// Where in which file, when it is about `workstreams.toml`.
    pub(crate) source: Option<Box<FailureSource>>,
    /// What to do next.
    pub(crate) hints: Vec<String>,
}

/// A text with findings in it.
#[derive(Debug)]
pub(crate) struct FailureSource {
    /// The file's name for people.
    pub(crate) name: String,
    /// The text.
    pub(crate) text: String,
    /// The findings.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Failure {
    fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            code: None,
            message: message.into(),
            source: None,
            hints: Vec::new(),
        }
    }

    /// The command line is wrong.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(FailureKind::Usage, message)
    }

    /// git, the disk or another surrounding failed.
    pub(crate) fn surroundings(message: impl Into<String>) -> Self {
        Self::new(FailureKind::Surroundings, message)
    }

    /// `workstreams.toml` is not there, or is no text.
    pub(crate) fn configuration(message: impl Into<String>) -> Self {
        Self::new(FailureKind::Configuration, message)
    }

    /// A text with errors: `subject` says which for people, `file` stands before the numbers of lines.
    pub(crate) fn findings(
        subject: impl Display,
        file: String,
        text: String,
        diagnostics: Vec<Diagnostic>,
    ) -> Self {
        let message = format!("{subject} has {}", count_findings(&diagnostics));
        let first = diagnostics.first().map(|diagnostic| diagnostic.code);
        Self {
            hints: first
                .map(|code| format!("`orion explain {code}` says more"))
                .into_iter()
                .collect(),
            source: Some(Box::new(FailureSource {
                name: file,
                text,
                diagnostics,
            })),
            ..Self::configuration(message)
        }
    }

    /// The answer could not be written.
    #[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
    pub(crate) fn writing(error: io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            return Self::new(FailureKind::ReaderGone, "nobody reads the answer");
        }
        Self::surroundings(format!("the answer cannot be written: {error}"))
    }

    /// Something that was written before cannot be read.
    #[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
    pub(crate) fn reading(error: io::Error) -> Self {
        Self::surroundings(format!("the log cannot be read: {error}"))
    }

    /// Names the code that `orion explain` knows.
    pub(crate) fn code(mut self, code: Code) -> Self {
        self.code = Some(code);
        self
    }

    /// Adds a next step.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The exit code.
    pub(crate) fn exit(&self) -> Exit {
        match self.kind {
            FailureKind::ReaderGone => Exit::Fine,
            FailureKind::Usage | FailureKind::Configuration => Exit::Usage,
            FailureKind::Surroundings => Exit::Surroundings,
            FailureKind::Refused => Exit::Violated,
        }
    }
}

/// How many findings of each severity there are, in words.
fn count_findings(diagnostics: &[Diagnostic]) -> String {
    let count = |severity, noun| {
        let count = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count();
        (count > 0).then(|| counted(count, noun))
    };
    let counts = [
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning"),
    ];
    let counts: Vec<_> = counts.into_iter().flatten().collect();
    counts.join(" and ")
}

impl From<RepositoryError> for Failure {
    fn from(error: RepositoryError) -> Self {
        Self {
            hints: error.hints(),
            ..Self::surroundings(error.to_string()).code(error.code())
        }
    }
}

impl From<CouldNotTell> for Failure {
    fn from(error: CouldNotTell) -> Self {
        let message = error.to_string();
        match error {
            CouldNotTell::Repository(error) => error.into(),
            CouldNotTell::Policy {
                version,
                text,
                diagnostics,
            } => {
                let failure = Self::findings(&version, version.file(), text, diagnostics);
                match version.0 {
                    Revision::Head => failure.hint(
                        "stage a version without errors, and commit it with \
                         `ORION_OVERRIDE=\"mend workstreams.toml\" git commit`",
                    ),
                    _ => failure,
                }
            }
            CouldNotTell::NoPolicy(_) => {
                Self::configuration(message).hint("`orion init` writes a first one")
            }
            CouldNotTell::UnknownWorkstreams(unknown) => {
                let known: Vec<String> = unknown.known.iter().map(|id| format!("`{id}`")).collect();
                Self::usage(visible(&message))
                    .hint(format!("the workstreams are {}", known.join(", ")))
            }
            _ => Self::configuration(message),
        }
    }
}

impl From<ExportFailure> for Failure {
    fn from(error: ExportFailure) -> Self {
        let message = error.to_string();
        match error {
            ExportFailure::CouldNotTell(error) => error.into(),
            ExportFailure::Repository(error) => error.into(),
            ExportFailure::UnknownService { hint, .. } => Self::usage(visible(&message)).hint(hint),
            ExportFailure::Export(ExportError::Nothing) => Self::configuration(message)
                .hint("`image` or `build` under `[services.NAME]` says what a service runs in"),
            ExportFailure::Export(_) => Self::surroundings(message),
        }
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Self {
            hints: error.hints(),
            ..Self::surroundings(visible(&error.to_string()))
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::surroundings(visible(&error.to_string()))
    }
}

impl From<EmbeddedError> for Failure {
    fn from(error: EmbeddedError) -> Self {
        let lines = match &error {
            EmbeddedError::Build(error) => error.lines.clone(),
            _ => Vec::new(),
        };
        let mut message = error.to_string();
        for line in lines {
            message.push_str("\n  | ");
            message.push_str(&line);
        }
        Self {
            hints: error.hints(),
            ..Self::surroundings(crate::output::visible_lines(&message))
        }
    }
}

impl From<StackError> for Failure {
    fn from(error: StackError) -> Self {
        let message = error.to_string();
        match error {
            StackError::Engine(error) => error.into(),
            StackError::Store(error) => error.into(),
            StackError::Preflight(_) => Self::surroundings(message),
            StackError::NoServices => {
                Self::configuration(message).hint("describe them under `[services.NAME]`")
            }
        }
    }
}

impl From<UnknownServices> for Failure {
    fn from(error: UnknownServices) -> Self {
        let known: Vec<_> = error.known.iter().map(|name| format!("`{name}`")).collect();
        let failure = Self::usage(visible(&error.to_string()));
        failure.hint(format!("the services are {}", known.join(", ")))
    }
}

impl From<ExecFailure> for Failure {
    fn from(error: ExecFailure) -> Self {
        let message = error.to_string();
        match error {
            ExecFailure::Engine(error) => error.into(),
            ExecFailure::NotRunning(service) => Self::usage(message).hint(format!(
                "`orion up {service}` starts it; `orion ps` shows how all are"
            )),
        }
    }
}

impl From<PlanFailure> for Failure {
    fn from(error: PlanFailure) -> Self {
        let message = error.to_string();
        match error {
            PlanFailure::CouldNotTell(error) => error.into(),
            PlanFailure::NoStart => Self::configuration(message)
                .hint("say which day is the first: `start = 2026-11-23` under `[project]`"),
        }
    }
}

impl From<HookFailure> for Failure {
    fn from(error: HookFailure) -> Self {
        match error {
            HookFailure::CouldNotTell(error) => error.into(),
            _ => Self::usage(error.to_string()).hint("git runs this; see `git help githooks`"),
        }
    }
}

impl From<InitError> for Failure {
    fn from(error: InitError) -> Self {
        let message = error.to_string();
        match error {
            InitError::Repository(error) => error.into(),
            _ => Self::usage(message).hint("`orion init --from layout` takes the folders"),
        }
    }
}

impl From<&clap::Error> for Failure {
    fn from(error: &clap::Error) -> Self {
        let text = error.render().to_string();
        let first = text.lines().next().unwrap_or_default();
        let message = first.strip_prefix("error: ").unwrap_or(first);
        Self::usage(message).hint("see `orion --help`")
    }
}
