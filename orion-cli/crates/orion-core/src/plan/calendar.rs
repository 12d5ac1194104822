//! From working days to dates and back.

use jiff::Span;
use jiff::civil::Date;

use super::Days;
use crate::config::{LeaveSpan, Project, Workdays};

/// The working days of a project, counted from its start: the first one is from 0 to 1.
#[derive(Debug, Clone)]
pub(super) struct ProjectDays {
    start: Date,
    workdays: Workdays,
    /// Those that fall on days of the week that count, from the start on, in order.
    holidays: Vec<Date>,
}

impl ProjectDays {
    /// The days of that project; `None` when nobody says when it starts.
    pub(super) fn of(project: &Project) -> Option<Self> {
        let start = project.start?;
        let mut holidays: Vec<Date> = project
            .holidays
            .iter()
            .copied()
            .filter(|day| *day >= start && project.workdays.contains(day.weekday()))
            .collect();
        holidays.sort_unstable();
        holidays.dedup();
        Some(Self {
            start,
            workdays: project.workdays.clone(),
            holidays,
        })
    }

    /// How many working days there are from the start up to, and not including, that day: none before the start.
    pub(super) fn before(&self, day: Date) -> Days {
        if day <= self.start {
            return Days::ZERO;
        }
        let days = i64::from((day - self.start).get_days());
        let holidays = self.holidays.partition_point(|holiday| *holiday < day);
        Days::whole(self.weekdays(days) - i64::try_from(holidays).unwrap_or_default())
    }

    /// How many working days there are up to the end of that day.
    pub(super) fn up_to(&self, day: Date) -> Days {
        day.tomorrow()
            .map_or_else(|_| self.before(day), |next| self.before(next))
    }

    /// The day on which what begins at that moment begins; `None` beyond the year 9999.
    pub(super) fn begins(&self, at: Days) -> Option<Date> {
        self.day(at.floor())
    }

    /// The last day of what begins and ends at these moments. What takes no time ends with the day before its moment,
    /// but on no day before the first.
    pub(super) fn ends(&self, at: Days) -> Option<Date> {
        self.day((at.ceil() - 1).max(0))
    }

    /// The working day of that index, from 0.
    fn day(&self, index: i64) -> Option<Date> {
        let mut holidays = 0;
        loop {
            let day = self.weekday(index + holidays)?;
            let passed = self.holidays.partition_point(|holiday| *holiday <= day);
            let passed = i64::try_from(passed).ok()?;
            if passed == holidays {
                return Some(day);
            }
            holidays = passed;
        }
    }

    /// How many of so many days from the start on are of a day of the week that counts.
    fn weekdays(&self, days: i64) -> i64 {
        let first = i64::from(self.start.weekday().to_monday_zero_offset());
        let (weeks, rest) = (days / 7, days % 7);
        let in_week = i64::try_from(self.workdays.as_slice().len()).unwrap_or(7);
        let in_rest = self.workdays.as_slice().iter().filter(|day| {
            let from_first = i64::from(day.to_monday_zero_offset()) - first;
            from_first.rem_euclid(7) < rest
        });
        weeks * in_week + i64::try_from(in_rest.count()).unwrap_or_default()
    }

    /// The day of that index among those of a day of the week that counts.
    fn weekday(&self, index: i64) -> Option<Date> {
        let first = i64::from(self.start.weekday().to_monday_zero_offset());
        let in_week = i64::try_from(self.workdays.as_slice().len()).ok()?;
        let mut from_first: Vec<i64> = self
            .workdays
            .as_slice()
            .iter()
            .map(|day| (i64::from(day.to_monday_zero_offset()) - first).rem_euclid(7))
            .collect();
        from_first.sort_unstable();
        let within = from_first.get(usize::try_from(index % in_week).ok()?)?;
        let days = (index / in_week).checked_mul(7)?.checked_add(*within)?;
        let days = Span::new().try_days(days).ok()?;
        self.start.checked_add(days).ok()
    }
}

/// When somebody is away: stretches of working days, in order and apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Away(Vec<(Days, Days)>);

impl Away {
    /// The working days of a project that are taken off.
    pub(super) fn of(leave: &[LeaveSpan], days: &ProjectDays) -> Self {
        let mut spans: Vec<(Days, Days)> = leave
            .iter()
            .map(|span| (days.before(span.from), days.up_to(span.to)))
            .filter(|(from, to)| from < to)
            .collect();
        spans.sort_unstable();
        let mut apart: Vec<(Days, Days)> = Vec::with_capacity(spans.len());
        for (from, to) in spans {
            match apart.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => apart.push((from, to)),
            }
        }
        Self(apart)
    }

    /// Begin and end of work of that length that can begin at `from`.
    pub(super) fn done_from(&self, from: Days, duration: Days) -> (Days, Days) {
        let (mut at, mut left, mut begun) = (from, duration, None);
        for (gone, back) in &self.0 {
            if *back <= at {
                continue;
            }
            if at < *gone {
                let room = *gone - at;
                begun = begun.or(Some(at));
                if left <= room {
                    break;
                }
                left = left - room;
            }
            at = *back;
        }
        (begun.unwrap_or(at), at + left)
    }

    /// The latest moment at which work of that length can begin in order to end at `to`, or after it.
    pub(super) fn begun_for(&self, to: Days, duration: Days) -> Days {
        let (mut at, mut left) = (to, duration);
        for (gone, back) in self.0.iter().rev() {
            if *gone >= at {
                continue;
            }
            if *back < at {
                let room = at - *back;
                if left <= room {
                    break;
                }
                left = left - room;
            }
            at = *gone;
        }
        at - left
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, Weekday, date};

    use super::{Away, ProjectDays};
    use crate::config::{LeaveSpan, Workdays};
    use crate::plan::Days;

    fn days(start: Date, holidays: &[Date], weekdays: &[Weekday]) -> ProjectDays {
        ProjectDays {
            start,
            workdays: Workdays::new(weekdays.iter().copied()).unwrap(),
            holidays: holidays
                .iter()
                .copied()
                .filter(|day| *day >= start && weekdays.contains(&day.weekday()))
                .collect(),
        }
    }

    const ORDINARY: [Weekday; 5] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
    ];

    /// Against walking from day to day.
    #[test]
    fn days_are_counted_as_on_the_wall() {
        let holidays = [
            date(2026, 12, 24),
            date(2026, 12, 25),
            date(2027, 1, 1),
            date(2027, 1, 2),
        ];
        for weekdays in [
            &ORDINARY[..],
            &[Weekday::Sunday],
            &[Weekday::Saturday, Weekday::Tuesday],
        ] {
            for offset in 0..9 {
                let start = date(2026, 12, 17 + offset);
                let days = days(start, &holidays, weekdays);
                let mut index = 0;
                let mut day = start;
                while day < date(2027, 3, 1) {
                    assert_eq!(days.before(day), Days::whole(index), "{start} {day}");
                    if weekdays.contains(&day.weekday()) && !holidays.contains(&day) {
                        assert_eq!(days.day(index), Some(day), "{start} {index}");
                        index += 1;
                    }
                    day = day.tomorrow().unwrap();
                }
            }
        }
    }

    #[test]
    fn no_day_comes_after_the_last_one() {
        let days = days(date(2026, 11, 23), &[], &ORDINARY);
        assert_eq!(days.day(3_000_000), None);
        assert_eq!(days.day(1_000_000_000_000), None);
        assert_eq!(days.up_to(Date::MAX), days.before(Date::MAX));
    }

    #[test]
    fn leave_is_worked_round() {
        let days = days(date(2026, 11, 23), &[], &ORDINARY);
        let span = |from, to| LeaveSpan {
            from: date(2026, 11, from),
            to: date(2026, 11, to),
        };
        // Days 2 and 3, a weekend, and days 6 and 7 in two pieces.
        let away = Away::of(
            &[span(30, 30), span(25, 26), span(28, 29), span(30, 30)],
            &days,
        );
        let whole = Days::whole;
        assert_eq!(away.0, [(whole(2), whole(4)), (whole(5), whole(6))]);
        for (from, length, begin, end) in [
            (0, 2, 0, 2),
            (0, 3, 0, 5),
            (0, 4, 0, 7),
            (2, 1, 4, 5),
            (3, 2, 4, 7),
            (6, 1, 6, 7),
            (3, 0, 4, 4),
        ] {
            let done = away.done_from(whole(from), whole(length));
            assert_eq!(done, (whole(begin), whole(end)), "{from} {length}");
            if length > 0 {
                assert_eq!(away.begun_for(whole(end), whole(length)), whole(begin));
            }
        }
        assert_eq!(away.begun_for(whole(6), whole(2)), whole(1));
    }
}
