//! Lint and type errors, from all reports together.

use std::collections::{BTreeMap, BTreeSet};

use orion_core::ids::WorkstreamId;
use orion_core::quality::findings::{Finding, FindingKind, FindingLevel, FindingsFormat, read};
use orion_core::quality::{Bound, Fault, FigureName, at_most};

use super::changes::extension;
use super::figure::{Making, judged, no_report};
use super::port::{QualityFiles, ReportFile};
use super::report::{Figure, Origin, Unit, WorkstreamFindings};
use crate::ports::StoreError;

/// One of the two figures that count findings.
#[derive(Debug, Clone, Copy)]
pub(super) enum Counted {
    Lint,
    Types,
}

impl<F: QualityFiles> Making<'_, F> {
    /// The figure, and the same by workstream.
    pub(super) fn findings(
        &self,
        counted: Counted,
        reports: Result<Vec<ReportFile>, StoreError>,
    ) -> (Figure, Vec<WorkstreamFindings>) {
        let counting = reports.and_then(|reports| self.counted(counted, &reports));
        counting.unwrap_or_else(|error| (self.no_count(counted, error.to_string()), Vec::new()))
    }

    fn no_count(&self, counted: Counted, because: String) -> Figure {
        let quality = &self.workspace.quality;
        let (name, target) = match counted {
            Counted::Lint => (FigureName::LintErrors, quality.lint_errors),
            Counted::Types => (FigureName::TypeErrors, quality.type_errors),
        };
        self.unknown(name, Unit::Count, target.map(f64::from), because)
    }

    fn counted(
        &self,
        counted: Counted,
        reports: &[ReportFile],
    ) -> Result<(Figure, Vec<WorkstreamFindings>), StoreError> {
        if reports.is_empty() {
            let patterns = &self.workspace.quality.reports;
            let because = match counted {
                Counted::Lint => no_report(&patterns.lint, "lint"),
                Counted::Types => no_report(&patterns.types, "types"),
            };
            return Ok((self.no_count(counted, because), Vec::new()));
        }
        let mut all = BTreeSet::new();
        let mut origin = Vec::new();
        let mut is_any_readable = false;
        for report in reports {
            let (from, findings) = self.found(counted, report)?;
            is_any_readable |= findings.is_some();
            all.extend(findings.unwrap_or_default());
            origin.push(from);
        }
        let errors = all
            .iter()
            .filter(|it| it.level == FindingLevel::Error)
            .count();
        let errors = f64::from(u32::try_from(errors).unwrap_or(u32::MAX));
        let is_sound = origin.iter().all(|origin| origin.faults.is_empty());
        let bound = match (is_any_readable, is_sound) {
            (true, true) => Bound::Exactly(errors),
            (true, false) => Bound::AtLeast(errors),
            (false, _) => Bound::Nothing,
        };
        let figure = judged(
            self.no_count(counted, String::new()),
            bound,
            at_most,
            &origin,
        );
        Ok((self.from(figure, origin), self.whose(&all)))
    }

    /// What one report found; no findings at all when it cannot tell.
    fn found(
        &self,
        counted: Counted,
        report: &ReportFile,
    ) -> Result<(Origin, Option<BTreeSet<Finding>>), StoreError> {
        let fault = |message: String| Fault {
            line: None,
            message,
        };
        let bytes = match &report.content {
            Ok(bytes) => bytes,
            Err(why) => return Ok((self.origin(report, vec![fault(why.clone())]), None)),
        };
        let (format, reading) = read(bytes);
        let mut origin = self.origin(report, reading.faults);
        let Some(format) = format else {
            return Ok((origin, None));
        };
        origin.format = Some(word(format).to_owned());
        let (kind, kind_word) = match counted {
            Counted::Lint => (FindingKind::Lint, "lint"),
            Counted::Types => (FindingKind::Type, "type"),
        };
        if !format.tells_of(kind) {
            let message = format!(
                "a report of {} says nothing about {kind_word} errors",
                word(format)
            );
            origin.faults.push(fault(message));
            return Ok((origin, None));
        }
        let extensions = format.extensions();
        let changed = self.sources.changed_since(report.written_at, |path| {
            let is_one = |it: &str| it.as_bytes() == extension(path);
            extensions.is_none_or(|extensions| extensions.iter().any(|it| is_one(it)))
        })?;
        origin.changed_since = changed.map(ToString::to_string);
        let mut findings = reading.findings;
        let paths: BTreeSet<_> = findings.iter().filter_map(|it| it.path.as_ref()).collect();
        let is_untracked = |path: &&&_| {
            let found = self.top.find(path, |path| self.sources.is_tracked(path));
            found.is_none()
        };
        origin.untracked_files = paths.iter().filter(is_untracked).count();
        findings.retain(|finding| finding.kind == kind || finding.kind == FindingKind::Unsaid);
        Ok((origin, Some(findings)))
    }

    fn whose(&self, findings: &BTreeSet<Finding>) -> Vec<WorkstreamFindings> {
        let mut counts: BTreeMap<Option<&WorkstreamId>, (usize, usize)> = BTreeMap::new();
        for finding in findings {
            let path = finding
                .path
                .as_ref()
                .and_then(|written| self.top.find(written, |path| self.sources.is_tracked(path)));
            let owner = path.and_then(|path| self.owner(&path));
            let (errors, warnings) = counts.entry(owner).or_default();
            match finding.level {
                FindingLevel::Error => *errors += 1,
                FindingLevel::Warning => *warnings += 1,
            }
        }
        let ids = self.workspace.workstreams.iter().map(|it| Some(&it.id));
        ids.chain([None])
            .filter_map(|workstream| {
                let (errors, warnings) = *counts.get(&workstream)?;
                Some(WorkstreamFindings {
                    workstream: workstream.cloned(),
                    errors,
                    warnings,
                })
            })
            .collect()
    }
}

fn word(format: FindingsFormat) -> &'static str {
    match format {
        FindingsFormat::Cargo => "cargo",
        FindingsFormat::Sarif => "sarif",
        FindingsFormat::Eslint => "eslint",
        FindingsFormat::Tsc => "tsc",
    }
}
