//! What the panels of `orion status` beside the workstreams are given: nothing that takes long, and nothing from a
//! network.

use orion_adapters::quality::{QualityRecordFile, QualityReportFiles};
use orion_app::integration::{IntegrationReport, SourceFiles, integration};
use orion_app::ports::Repository as _;
use orion_app::quality::{GithubFigures, Measured, QualityReport, quality};
use orion_app::refresh::OverviewStore as _;
use orion_app::status::{Dashboard, Part, StatusReport};

use super::StatusContext;
use crate::failure::Failure;

impl StatusContext {
    /// The five integration points, from the sources alone.
    ///
    /// # Errors
    /// When git or the disk fails.
    pub(crate) fn integration(&self) -> Result<IntegrationReport, Failure> {
        let files = SourceFiles::read(&self.repository)?;
        let why = "the running stack is asked by `orion integration`";
        Ok(integration(&files.sources(), why))
    }

    /// The figures of quality: from reports in the work tree, and from what GitHub told last.
    ///
    /// # Errors
    /// When git fails.
    pub(crate) fn quality(&self) -> Result<QualityReport, Failure> {
        let told = match self.overview() {
            Ok(overview) => GithubFigures::of(overview.last().as_ref(), self.now()),
            Err(failure) => GithubFigures::unknown(&failure.message),
        };
        let top = self.repository.top();
        let measured = Measured {
            workspace: self.rules().workspace,
            blockers: &told.blockers,
            pull_requests: &told.pull_requests,
            now: self.now(),
        };
        let (files, records) = (QualityReportFiles::new(top), QualityRecordFile::new(top));
        Ok(quality(&measured, &self.repository, &files, &records)?)
    }

    /// All panels; one that cannot be had says why, and takes no other with it.
    pub(crate) fn dashboard(&self, status: StatusReport) -> Dashboard {
        Dashboard {
            status,
            integration: part(self.integration()),
            quality: part(self.quality()),
        }
    }
}

fn part<T>(had: Result<T, Failure>) -> Part<T> {
    match had {
        Ok(report) => Part::Known(report),
        Err(failure) => Part::Unknown {
            because: failure.message,
        },
    }
}
