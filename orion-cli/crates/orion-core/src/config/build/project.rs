//! `[project]`, `[ownership]` and `[identity]`

use std::ops::Range;

use super::Builder;
use super::builder::Placed;
use crate::config::raw;
use crate::config::rules::{invalid_date, missing_key};
use crate::config::{IdentitySettings, Member, OwnershipSettings, Project, Workdays};

impl Builder<'_> {
    pub(super) fn project(&mut self, field: raw::Field<raw::Table<raw::Project>>) -> Project {
        if !field.is_there() {
            let example = "[project]` with `name = \"…\"";
            self.report(missing_key::finding("the file", "[project]", 0..0, example));
        }
        let table = field.0.and_then(|table| self.table(table, "`[project]`"));
        if let Some(table) = &table {
            let (name, span) = (&table.value.name, &table.span);
            self.need(name, "`[project]`", "name", span, "name = \"…\"");
        }
        let raw::Project {
            name,
            repository,
            base,
            lead,
            start,
            deadline,
            workdays,
            hours,
            timezone,
            holidays,
        } = table.map(|table| table.value).unwrap_or_default();
        let name = self.filled(name).map(|name| name.value);
        let (start, deadline) = (self.date(start), self.date(deadline));
        if let (Some(start), Some(deadline)) = (&start, &deadline) {
            self.in_order("the deadline", start, deadline);
        }
        Project {
            name: name.unwrap_or_default(),
            repository: self.text(repository).map(|repository| repository.value),
            base: self
                .filled(base)
                .map_or_else(|| "main".to_owned(), |base| base.value),
            lead: self.text(lead).map(|lead| lead.value),
            start: start.map(|start| start.value),
            deadline: deadline.map(|deadline| deadline.value),
            workdays: self.workdays(workdays),
            hours: self.text(hours).map(|hours| hours.value),
            time_zone: self.text(timezone).map(|zone| zone.value),
            holidays: {
                let days = self.list(holidays);
                let mut days: Vec<_> = days
                    .into_iter()
                    .filter_map(|day| self.day(day))
                    .map(|day| day.value)
                    .collect();
                days.sort_unstable();
                days.dedup();
                days
            },
        }
    }

    fn workdays(
        &mut self,
        field: raw::Field<Vec<raw::Given<raw::Word<jiff::civil::Weekday>>>>,
    ) -> Workdays {
        let span: Option<Range<usize>> = field.span();
        let count_of_findings = self.findings.len();
        let days = self.words(field);
        let workdays = Workdays::new(days.into_iter().map(|day| day.value));
        if let (Some(span), None) = (span, &workdays)
            && self.findings.len() == count_of_findings
        {
            self.report(missing_key::empty(span));
        }
        workdays.unwrap_or_default()
    }

    /// Notes that something ends before it begins.
    pub(super) fn in_order(
        &mut self,
        what: &str,
        from: &Placed<jiff::civil::Date>,
        to: &Placed<jiff::civil::Date>,
    ) {
        let finding = invalid_date::reversed(
            what,
            (from.value, from.span.clone()),
            (to.value, to.span.clone()),
        );
        self.findings.extend(finding);
    }

    pub(super) fn ownership(&mut self, table: raw::Ownership) -> OwnershipSettings {
        let raw::Ownership { unowned, baseline } = table;
        OwnershipSettings {
            unowned: self
                .word(unowned)
                .map(|word| word.value)
                .unwrap_or_default(),
            baseline: self
                .texts(baseline)
                .into_iter()
                .map(|pattern| pattern.value)
                .collect(),
        }
    }

    pub(super) fn identity(&mut self, table: raw::Identity) -> IdentitySettings {
        let raw::Identity { branch } = table;
        IdentitySettings {
            branch: self.text(branch).map(|branch| branch.value),
        }
    }

    /// People, each once.
    pub(super) fn members(
        &mut self,
        field: raw::Field<Vec<raw::Given<raw::Text<Member>>>>,
    ) -> Vec<Member> {
        let members = self.texts(field);
        self.distinct("member", members, ToString::to_string)
    }
}
