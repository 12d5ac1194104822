//! Taking down what was measured.

use std::collections::{BTreeMap, BTreeSet};

use orion_core::quality::{Measurement, Verdict};

use super::port::QualityRecords;
use super::report::QualityReport;
use crate::ports::StoreError;

/// Records the figures that are known now. What is stale, a lower bound or unknown is left out: a trend is made of what
/// was true. `None` when nothing is left.
///
/// # Errors
/// [`StoreError`] when it cannot be kept.
pub fn record(
    report: &QualityReport,
    records: &impl QualityRecords,
) -> Result<Option<Measurement>, StoreError> {
    let mut figures = BTreeMap::new();
    let mut origin = BTreeSet::new();
    let mut commits = BTreeSet::new();
    for figure in &report.figures {
        let is_true = !matches!(figure.verdict, Verdict::Unknown | Verdict::Stale);
        if let Some(value) = figure.value.filter(|_| is_true && !figure.is_lower_bound) {
            figures.insert(figure.name, value);
            origin.extend(figure.origin.iter().map(|it| it.source.clone()));
            commits.extend(figure.commit.clone());
        }
    }
    if figures.is_empty() {
        return Ok(None);
    }
    let measurement = Measurement {
        at: report.now,
        commit: commits.pop_first(),
        figures,
        origin: origin.into_iter().collect(),
    };
    records.keep(&measurement)?;
    Ok(Some(measurement))
}
