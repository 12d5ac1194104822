//! Who tells that a status may be another now.

use std::collections::BTreeSet;
use std::path::PathBuf;

use futures_util::Stream;
use orion_adapters::watch::{RepositoryPlaces, repository_changes};
use orion_app::ports::Repository as _;
use orion_app::stack::StoreError;

use super::StatusContext;

impl StatusContext {
    /// The files, reports and refs that change from now on, as soon as it is quiet again after a change.
    ///
    /// # Errors
    /// When the machine lets nobody watch.
    pub(crate) fn changes(
        &self,
    ) -> Result<impl Stream<Item = BTreeSet<PathBuf>> + use<>, StoreError> {
        let (own, shared) = self.repository.git_directories();
        let reports = &self.rules().workspace.quality.reports;
        let all = [
            &reports.coverage,
            &reports.lint,
            &reports.types,
            &reports.tests,
        ];
        repository_changes(RepositoryPlaces {
            top: self.repository.top().to_owned(),
            own: own.to_owned(),
            shared: shared.to_owned(),
            reports: all.into_iter().flatten().cloned().collect(),
        })
    }
}
