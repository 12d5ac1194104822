//! Estimates, windows, needs, phases and leave.

use std::ops::Range;

use super::Builder;
use super::builder::Placed;
use crate::config::raw;
use crate::config::rules::{duplicate_entry, invalid_estimate, invalid_window};
use crate::config::{DayWindow, Estimate, LeaveSpan, LinkKind, Need, Phase, WorkingDays};
use crate::ids::PhaseName;

/// A need, with the places that rules between workstreams point at.
pub(super) struct PlacedNeed {
    /// The need.
    pub(super) need: Need,
    /// Where the workstream is named.
    pub(super) on: Range<usize>,
    /// Where the phase is named.
    pub(super) phase: Option<Placed<PhaseName>>,
}

impl Builder<'_> {
    pub(super) fn estimate(&mut self, field: raw::Field<raw::Estimate>) -> Option<Estimate> {
        let estimate = self.value(field)?;
        let read = match estimate.value {
            raw::Estimate::One(length) => invalid_estimate::read_one(&length, &estimate.span),
            raw::Estimate::Points(points) => {
                let count = points.len();
                let points: Vec<_> = points
                    .into_iter()
                    .filter_map(|point| self.given(point))
                    .map(|point| (point.value, point.span))
                    .collect();
                if points.len() < count {
                    return None;
                }
                invalid_estimate::read_points(&points, &estimate.span)
            }
        };
        self.noted(read)
    }

    pub(super) fn window(&mut self, field: raw::Field<raw::Window>) -> Option<DayWindow> {
        let window = self.value(field)?;
        let count = window.value.len();
        let days: Vec<u32> = self
            .wholes(window.value)
            .into_iter()
            .map(|day| day.value)
            .collect();
        if days.len() < count {
            return None;
        }
        self.noted(invalid_window::read(&days, &window.span))
    }

    /// The value, or a note of why there is none.
    fn noted<T>(&mut self, read: Result<T, crate::diagnostic::Diagnostic>) -> Option<T> {
        read.map_err(|finding| self.report(finding)).ok()
    }

    pub(super) fn needs(
        &mut self,
        field: raw::Field<Vec<raw::Given<raw::Need>>>,
    ) -> Vec<PlacedNeed> {
        let needs = self.list(field);
        let needs: Vec<PlacedNeed> = needs
            .into_iter()
            .filter_map(|need| match need.value {
                raw::ShortOrTable::Short(name) => {
                    let on = self.workstream(&name, need.span)?;
                    Some(PlacedNeed {
                        need: Need {
                            on: on.value,
                            phase: None,
                            link: LinkKind::default(),
                            lag: WorkingDays::default(),
                        },
                        on: on.span,
                        phase: None,
                    })
                }
                raw::ShortOrTable::Table(table) => self.link(table, &need.span),
            })
            .collect();
        let keys = needs
            .iter()
            .map(|PlacedNeed { need, on, .. }| ((&need.on, &need.phase, need.link), on.clone()));
        let findings = duplicate_entry::check("need", keys, |(on, ..)| on.to_string());
        self.findings.extend(findings);
        needs
    }

    fn link(
        &mut self,
        table: raw::Table<raw::NeedTable>,
        span: &Range<usize>,
    ) -> Option<PlacedNeed> {
        let raw::NeedTable {
            on,
            phase,
            link,
            lag,
        } = self.known(table, "an entry of `needs`");
        self.need(&on, "an entry of `needs`", "on", span, "on = \"…\"");
        let on = self.value(on);
        let on = on.and_then(|on| self.workstream(&on.value, on.span));
        let phase = self.text(phase);
        let link = self.word(link);
        let lag = self.value(lag);
        let lag =
            lag.and_then(|lag| self.noted(invalid_estimate::read_length(&lag.value, &lag.span)));
        let on = on?;
        Some(PlacedNeed {
            need: Need {
                on: on.value,
                phase: phase.as_ref().map(|phase| phase.value.clone()),
                link: link.map(|link| link.value).unwrap_or_default(),
                lag: lag.unwrap_or_default(),
            },
            on: on.span,
            phase,
        })
    }

    pub(super) fn phases(
        &mut self,
        field: raw::Field<Vec<raw::Given<raw::Table<raw::Phase>>>>,
    ) -> Vec<Phase> {
        let mut names = Vec::new();
        let mut phases = Vec::new();
        for table in self.tables(field, "a phase") {
            let raw::Phase {
                name,
                title,
                estimate,
                days,
            } = table.value;
            self.need(&name, "the phase", "name", &table.span, "name = \"…\"");
            let name = self.text(name);
            let title = self.filled(title);
            let estimate = self.estimate(estimate);
            let days = self.window(days);
            let Some(name) = name else { continue };
            phases.push(Phase {
                title: title.map_or_else(|| name.value.to_string(), |title| title.value),
                name: name.value.clone(),
                estimate,
                days,
            });
            names.push(name);
        }
        self.distinct("phase", names, ToString::to_string);
        phases
    }

    pub(super) fn leave(
        &mut self,
        field: raw::Field<Vec<raw::Given<raw::Table<raw::Leave>>>>,
    ) -> Vec<LeaveSpan> {
        let mut leave = Vec::new();
        for table in self.tables(field, "an entry of `leave`") {
            let raw::Leave { from, to } = table.value;
            self.need(&from, "the leave", "from", &table.span, "from = 2026-12-24");
            let (from, to) = (self.date(from), self.date(to));
            let Some(from) = from else { continue };
            let to = to.unwrap_or_else(|| from.clone());
            self.in_order("the end of the leave", &from, &to);
            leave.push(LeaveSpan {
                from: from.value,
                to: to.value,
            });
        }
        leave
    }
}
