//! A figure, put together from where it comes from.

use jiff::Timestamp;
use orion_core::config::Workspace;
use orion_core::ids::WorkstreamId;
use orion_core::ownership::{OwnedPattern, OwnershipMap};
use orion_core::path::RepoPath;
use orion_core::quality::{Bound, Fault, FigureName, Measurement, Verdict, WorkTreeTop, trend};

use super::changes::Sources;
use super::port::{Head, ReportFile};
use super::report::{Figure, Origin, Unit};

/// What all figures are made with.
pub(super) struct Making<'a, F> {
    pub(super) workspace: &'a Workspace,
    pub(super) map: OwnershipMap,
    pub(super) sources: Sources<'a, F>,
    pub(super) top: WorkTreeTop,
    pub(super) head: Option<Head>,
    pub(super) records: &'a [Measurement],
    pub(super) now: Timestamp,
}

impl<F> Making<'_, F> {
    /// Whose file it is.
    pub(super) fn owner(&self, path: &RepoPath) -> Option<&WorkstreamId> {
        self.map.find(path.as_bytes()).map(|rule| &rule.owner)
    }

    /// How old that is, in seconds. What seems to come from the future is new: clocks differ.
    pub(super) fn age(&self, at: Timestamp) -> i64 {
        self.now.duration_since(at).as_secs().max(0)
    }

    /// A figure of which nothing is known but what it is held against.
    pub(super) fn unknown(
        &self,
        name: FigureName,
        unit: Unit,
        target: Option<f64>,
        because: impl Into<String>,
    ) -> Figure {
        Figure {
            name,
            value: None,
            is_lower_bound: false,
            unit,
            target,
            verdict: Verdict::Unknown,
            because: Some(because.into()),
            at: None,
            age_seconds: None,
            commit: None,
            origin: Vec::new(),
            trend: trend(self.records, name, self.now),
        }
    }

    /// Adds where the figure comes from, and with that how old it is and of which commit.
    pub(super) fn from(&self, figure: Figure, origin: Vec<Origin>) -> Figure {
        let at = origin.iter().map(|origin| origin.at).min();
        let is_stale = origin.iter().any(|origin| origin.changed_since.is_some());
        let head = self.head.as_ref().filter(|head| {
            let is_after = at.is_some_and(|at| head.at <= at);
            figure.value.is_some() && is_after && !is_stale
        });
        Figure {
            at,
            age_seconds: at.map(|at| self.age(at)),
            commit: head.map(|head| head.id.clone()),
            origin,
            ..figure
        }
    }

    /// A report as an origin.
    pub(super) fn origin(&self, file: &ReportFile, faults: Vec<Fault>) -> Origin {
        Origin {
            source: file.path.to_string(),
            format: None,
            at: file.written_at,
            age_seconds: self.age(file.written_at),
            changed_since: None,
            untracked_files: 0,
            faults,
        }
    }
}

/// A figure's number, verdict and reason.
pub(super) fn judged(
    figure: Figure,
    bound: Bound,
    verdict: impl Fn(Bound, Option<f64>, bool) -> Verdict,
    origin: &[Origin],
) -> Figure {
    let changed = origin.iter().find_map(|it| {
        let changed = it.changed_since.as_ref()?;
        Some(format!(
            "`{changed}` has changed since `{}` was written",
            it.source
        ))
    });
    let fault = origin.iter().find_map(|it| {
        let fault = it.faults.first()?;
        let line = fault.line.map_or(String::new(), |line| format!(":{line}"));
        Some(format!("`{}{line}`: {}", it.source, fault.message))
    });
    let (value, is_lower_bound) = match bound {
        Bound::Exactly(value) => (Some(value), false),
        Bound::AtLeast(value) => (Some(value), true),
        Bound::Nothing => (figure.value, false),
    };
    Figure {
        value,
        is_lower_bound,
        verdict: verdict(bound, figure.target, changed.is_some()),
        because: fault.or(changed),
        ..figure
    }
}

/// Why there is no report: none is named, or none is there.
pub(super) fn no_report(patterns: &[OwnedPattern], key: &str) -> String {
    match patterns {
        [] => format!("no report is named by `{key}` under `[quality.reports]`"),
        [one] => format!("no file matches `{}`", one.as_str()),
        [first, ..] => format!("no file matches `{}` or the other patterns", first.as_str()),
    }
}
