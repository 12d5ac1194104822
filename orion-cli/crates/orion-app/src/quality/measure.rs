//! All figures at once.

use jiff::Timestamp;
use orion_core::config::Workspace;
use orion_core::ownership::OwnershipMap;
use orion_core::quality::{PullRequest, WorkTreeTop};

use super::changes::Sources;
use super::figure::Making;
use super::findings::Counted;
use super::known::Known;
use super::port::{HeadCommit, QualityFiles, QualityRecords};
use super::report::{QualityReport, RecordReport};
use crate::ports::{Repository, RepositoryError};
use crate::tracked::tracked;

/// What is measured, beside the files of the work tree.
#[derive(Debug)]
pub struct Measured<'a> {
    /// The targets, the places of the reports, and who owns what.
    pub workspace: &'a Workspace,
    /// The number of open issues with the label `blocker`.
    pub blockers: &'a Known<u32>,
    /// The pull requests that were open at some time in the last 14 days.
    pub pull_requests: &'a Known<Vec<PullRequest>>,
    /// Now.
    pub now: Timestamp,
}

/// Measures: reads every report, and says of each figure what it comes to, how it is known and whether that is enough.
///
/// # Errors
/// [`RepositoryError`] when git fails. What fails beside it makes a figure unknown, and says why.
pub fn quality<R, F, S>(
    measured: &Measured<'_>,
    repository: &R,
    files: &F,
    records: &S,
) -> Result<QualityReport, RepositoryError>
where
    R: Repository + HeadCommit,
    F: QualityFiles,
    S: QualityRecords,
{
    let workspace = measured.workspace;
    let tracked = tracked(repository)?;
    let (kept, no_trend_because) = match records.measurements() {
        Ok(kept) => (kept, None),
        Err(error) => (Vec::new(), Some(error.to_string())),
    };
    let making = Making {
        workspace,
        map: OwnershipMap::new(workspace.rules().cloned().collect()),
        sources: Sources::new(files, &tracked),
        top: WorkTreeTop::new(&repository.top().to_string_lossy()),
        head: repository.head()?,
        records: &kept,
        now: measured.now,
    };
    let patterns = &workspace.quality.reports;
    let (coverage_figure, coverage) = making.coverage(files.reports(&patterns.coverage));
    let lint = files.reports(&patterns.lint);
    let (lint_figure, lint) = making.findings(Counted::Lint, lint);
    let types = files.reports(&patterns.types);
    let (types_figure, types) = making.findings(Counted::Types, types);
    let (review_figure, reviews) = making.reviews(measured.pull_requests);
    let blockers = making.blockers(measured.blockers);
    let figures = vec![
        coverage_figure,
        lint_figure,
        types_figure,
        blockers,
        review_figure,
    ];
    Ok(QualityReport {
        schema: 1,
        now: measured.now,
        figures,
        coverage,
        lint,
        types,
        reviews,
        last_record: kept.last().map(|last| RecordReport {
            at: last.at,
            age_seconds: making.age(last.at),
            commit: last.commit.clone(),
        }),
        no_trend_because,
        head: making.head.map(|head| head.id),
    })
}
