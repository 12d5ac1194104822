//! `[sla]`

use std::ops::Range;

use super::Builder;
use super::builder::Placed;
use crate::config::raw;
use crate::config::rules::business_hours;
use crate::config::{ClockMode, Project, ReviewClock, Sla};

impl Builder<'_> {
    pub(super) fn sla(&mut self, table: raw::Sla, project: &Project) -> Sla {
        let raw::Sla {
            contract_review,
            schema_review,
            mode,
        } = table;
        let mode = self.word(mode);
        let mut business: Vec<Range<usize>> = business_mode(mode.as_ref()).into_iter().collect();
        let fallback = mode.map(|mode| mode.value).unwrap_or_default();
        let default = Sla::default();
        let sla = Sla {
            contract_review: self.clock(
                contract_review,
                ReviewClock {
                    mode: fallback,
                    ..default.contract_review
                },
                &mut business,
            ),
            schema_review: self.clock(
                schema_review,
                ReviewClock {
                    mode: fallback,
                    ..default.schema_review
                },
                &mut business,
            ),
        };
        let missing: Vec<&str> = [
            (project.hours.is_none(), "`hours = \"09:00-17:00\"`"),
            (
                project.time_zone.is_none(),
                "`timezone = \"Europe/Berlin\"`",
            ),
        ]
        .into_iter()
        .filter_map(|(missing, example)| missing.then_some(example))
        .collect();
        if !missing.is_empty() {
            for span in business {
                self.report(business_hours::finding(&missing, span));
            }
        }
        sla
    }

    fn clock(
        &mut self,
        field: raw::Field<raw::ReviewClock>,
        default: ReviewClock,
        business: &mut Vec<Range<usize>>,
    ) -> ReviewClock {
        let Some(clock) = self.value(field) else {
            return default;
        };
        match clock.value {
            raw::ShortOrTable::Short(text) => {
                let within = self.read(&text.text, clock.span);
                ReviewClock {
                    within: within.map_or(default.within, |within| within.value),
                    ..default
                }
            }
            raw::ShortOrTable::Table(table) => {
                let raw::ReviewClockTable { within, mode } = self.known(table, "the clock");
                self.need(
                    &within,
                    "the clock",
                    "within",
                    &clock.span,
                    "within = \"24h\"",
                );
                let within = self.text(within);
                let mode = self.word(mode);
                business.extend(business_mode(mode.as_ref()));
                ReviewClock {
                    within: within.map_or(default.within, |within| within.value),
                    mode: mode.map_or(default.mode, |mode| mode.value),
                }
            }
        }
    }
}

/// Where `business` is written.
fn business_mode(mode: Option<&Placed<ClockMode>>) -> Option<Range<usize>> {
    mode.filter(|mode| mode.value == ClockMode::Business)
        .map(|mode| mode.span.clone())
}
