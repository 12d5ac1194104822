//! `[quality]`

use super::Builder;
use crate::config::raw;
use crate::config::rules::out_of_range;
use crate::config::{Percentage, Quality, QualityReports};
use crate::ownership::OwnedPattern;

impl Builder<'_> {
    pub(super) fn quality(&mut self, table: raw::Quality) -> Quality {
        let raw::Quality {
            coverage,
            lint_errors,
            type_errors,
            open_blockers,
            review_time,
            reports,
        } = table;
        Quality {
            coverage: self.percentage(coverage),
            lint_errors: self.whole(lint_errors).map(|count| count.value),
            type_errors: self.whole(type_errors).map(|count| count.value),
            open_blockers: self.whole(open_blockers).map(|count| count.value),
            review_time: self.text(review_time).map(|time| time.value),
            reports: {
                let raw::QualityReports {
                    coverage,
                    lint,
                    types,
                    tests,
                } = self.table_or_empty(reports, "`[quality.reports]`");
                QualityReports {
                    coverage: self.patterns(coverage),
                    lint: self.patterns(lint),
                    types: self.patterns(types),
                    tests: self.patterns(tests),
                }
            },
        }
    }

    fn percentage(&mut self, field: raw::Field<raw::Percent>) -> Option<Percentage> {
        let percent = self.value(field)?;
        let percentage = Percentage::new(percent.value.0);
        if percentage.is_none() {
            self.report(out_of_range::finding(percent.value.0, 0, 100, percent.span));
        }
        percentage
    }

    fn patterns(
        &mut self,
        field: raw::Field<raw::OneOrMany<raw::Text<OwnedPattern>>>,
    ) -> Vec<OwnedPattern> {
        self.one_or_many(field)
            .into_iter()
            .map(|pattern| pattern.value)
            .collect()
    }
}
