//! Coverage, from all reports together.

use std::collections::{BTreeMap, BTreeSet};

use orion_core::config::Percentage;
use orion_core::ids::WorkstreamId;
use orion_core::path::RepoPath;
use orion_core::quality::coverage::{Coverage, CoverageFormat, Lines, Tally, read};
use orion_core::quality::{Bound, Fault, FigureName, at_least};

use super::changes::extension;
use super::figure::{Making, judged, no_report};
use super::port::{QualityFiles, ReportFile};
use super::report::{Figure, Origin, Unit, WorkstreamCoverage};
use crate::ports::StoreError;

impl<F: QualityFiles> Making<'_, F> {
    /// The figure, and the same by workstream.
    pub(super) fn coverage(
        &self,
        reports: Result<Vec<ReportFile>, StoreError>,
    ) -> (Figure, Vec<WorkstreamCoverage>) {
        let measured = reports.and_then(|reports| self.covered(&reports));
        measured.unwrap_or_else(|error| (self.no_coverage(error.to_string()), Vec::new()))
    }

    fn no_coverage(&self, because: String) -> Figure {
        let target = self.workspace.quality.coverage.map(Percentage::get);
        self.unknown(FigureName::Coverage, Unit::Percent, target, because)
    }

    fn covered(
        &self,
        reports: &[ReportFile],
    ) -> Result<(Figure, Vec<WorkstreamCoverage>), StoreError> {
        if reports.is_empty() {
            let because = no_report(&self.workspace.quality.reports.coverage, "coverage");
            return Ok((self.no_coverage(because), Vec::new()));
        }
        let mut coverage = Coverage::default();
        let mut origin = Vec::new();
        for report in reports {
            origin.push(self.add(report, &mut coverage)?);
        }
        let percent = coverage.tally().percent();
        let is_sound = origin.iter().all(|origin| origin.faults.is_empty());
        let bound = match percent {
            Some(percent) if is_sound => Bound::Exactly(percent),
            _ => Bound::Nothing,
        };
        let why = "the reports name no line of a file that git tracks here".to_owned();
        let figure = Figure {
            value: percent,
            ..self.no_coverage(String::new())
        };
        let mut figure = judged(figure, bound, at_least, &origin);
        if percent.is_none() {
            figure.because.get_or_insert(why);
        }
        let figure = self.from(figure, origin);
        let rows = self.by_workstream(&coverage, &figure)?;
        Ok((figure, rows))
    }

    /// Adds what one report says.
    fn add(&self, report: &ReportFile, coverage: &mut Coverage) -> Result<Origin, StoreError> {
        let bytes = match &report.content {
            Ok(bytes) => bytes,
            Err(why) => {
                let line = None;
                let message = why.clone();
                return Ok(self.origin(report, vec![Fault { line, message }]));
            }
        };
        let (format, mut reading) = read(bytes);
        let mut own = Coverage::default();
        let untracked_files = own.add(&reading, &self.top, |path| self.sources.is_tracked(path));
        coverage.add(&reading, &self.top, |path| self.sources.is_tracked(path));
        let extensions = extensions(own.files());
        let changed = self.sources.changed_since(report.written_at, |path| {
            extensions.contains(extension(path))
        })?;
        Ok(Origin {
            format: format.map(|format| word(format).to_owned()),
            changed_since: changed.map(ToString::to_string),
            untracked_files,
            ..self.origin(report, std::mem::take(&mut reading.faults))
        })
    }

    fn by_workstream(
        &self,
        coverage: &Coverage,
        figure: &Figure,
    ) -> Result<Vec<WorkstreamCoverage>, StoreError> {
        let mut tallies: BTreeMap<Option<&WorkstreamId>, Tally> = BTreeMap::new();
        for (path, lines) in coverage.files() {
            let tally = tallies.entry(self.owner(path)).or_default();
            *tally = tally.and(lines.tally());
        }
        let extensions = extensions(coverage.files());
        let ids = self.workspace.workstreams.iter().map(|it| Some(&it.id));
        let mut rows = Vec::new();
        for workstream in ids.chain([None]) {
            let Some(tally) = tallies.get(&workstream) else {
                continue;
            };
            let changed = match figure.at {
                Some(at) => self.sources.changed_since(at, |path| {
                    extensions.contains(extension(path)) && self.owner(path) == workstream
                })?,
                None => None,
            };
            rows.push(WorkstreamCoverage {
                workstream: workstream.cloned(),
                covered: tally.covered,
                lines: tally.lines,
                percent: tally.percent(),
                is_stale: changed.is_some(),
            });
        }
        Ok(rows)
    }
}

/// How the sources end that a report is about.
fn extensions<'a>(files: impl Iterator<Item = (&'a RepoPath, &'a Lines)>) -> BTreeSet<&'a [u8]> {
    files.map(|(path, _)| extension(path)).collect()
}

fn word(format: CoverageFormat) -> &'static str {
    match format {
        CoverageFormat::Lcov => "lcov",
        CoverageFormat::Cobertura => "cobertura",
        CoverageFormat::LlvmCov => "llvm-cov",
    }
}
