//! A recorded test run: `JUnit`'s XML, as cargo-nextest and most other runners write it.

use jiff::Timestamp;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How one test ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TestEnd {
    /// It passed, in the end: one that passed only when it was repeated has passed.
    Passed,
    /// It failed, or could not be run.
    Failed,
    /// It was left out.
    Skipped,
}

/// One test of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedTest {
    /// `package::binary::test`: the suite's name and the test's.
    pub name: String,
    /// How it ended.
    pub end: TestEnd,
}

/// A run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TestRun {
    /// When it began, where it says so.
    pub at: Option<Timestamp>,
    /// Its tests, in its order.
    pub tests: Vec<RecordedTest>,
}

/// Why a report cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("it is no report of a test run: {0}")]
pub struct UnreadableRun(pub String);

/// What a run says of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TestFound {
    /// This is how it ended.
    Ended(TestEnd),
    /// Several tests go by that name.
    Ambiguous(usize),
}

impl TestRun {
    /// Reads a report.
    ///
    /// # Errors
    /// [`UnreadableRun`] when it is not whole, or something else.
    pub fn parse(text: &str) -> Result<Self, UnreadableRun> {
        let unreadable = |error: &dyn std::fmt::Display| UnreadableRun(error.to_string());
        let mut reader = Reader::from_str(text);
        let mut run = Self::default();
        let mut suites: Vec<String> = Vec::new();
        let mut is_run = false;
        let mut depth = 0_usize;
        let mut open_case = None;
        loop {
            match reader.read_event().map_err(|error| unreadable(&error))? {
                Event::Start(tag) => {
                    depth += 1;
                    is_run |= run.enter(&tag, &mut suites, &mut open_case, false);
                }
                Event::Empty(tag) => {
                    is_run |= run.enter(&tag, &mut suites, &mut open_case, true);
                }
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    match tag.local_name().as_ref() {
                        "testsuite" => drop(suites.pop()),
                        "testcase" => open_case = None,
                        _ => {}
                    }
                }
                Event::Eof if depth > 0 => return Err(unreadable(&"it is cut off")),
                Event::Eof if !is_run => return Err(unreadable(&"it has no `<testsuite>`")),
                Event::Eof => return Ok(run),
                _ => {}
            }
        }
    }

    /// Takes the beginning of an element; says whether it is one of a run's.
    fn enter(
        &mut self,
        tag: &BytesStart<'_>,
        suites: &mut Vec<String>,
        open_case: &mut Option<usize>,
        is_empty: bool,
    ) -> bool {
        match tag.local_name().as_ref() {
            "testsuites" => {
                self.at = self.at.or_else(|| instant(tag));
                true
            }
            "testsuite" => {
                self.at = self.at.or_else(|| instant(tag));
                if !is_empty {
                    suites.push(attribute(tag, "name").unwrap_or_default());
                }
                true
            }
            "testcase" => {
                let suite = suites.last().map_or("", String::as_str);
                let name = attribute(tag, "name").unwrap_or_default();
                let name = if suite.is_empty() {
                    name
                } else {
                    format!("{suite}::{name}")
                };
                let end = TestEnd::Passed;
                self.tests.push(RecordedTest { name, end });
                *open_case = (!is_empty).then(|| self.tests.len() - 1);
                true
            }
            // A `flakyFailure` was followed by a run that passed; a `rerunFailure` stands beside a `failure`.
            "failure" | "error" => {
                self.end_case(*open_case, TestEnd::Failed);
                false
            }
            "skipped" => {
                self.end_case(*open_case, TestEnd::Skipped);
                false
            }
            _ => false,
        }
    }

    fn end_case(&mut self, case: Option<usize>, end: TestEnd) {
        if let Some(test) = case.and_then(|index| self.tests.get_mut(index)) {
            test.end = end;
        }
    }

    /// What the run says of the test of that name: the whole name, or the last of the parts between `::` where one
    /// test alone ends so. `None` when it has no such test.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<TestFound> {
        let is_last_part = |test: &&RecordedTest| {
            let before = test.name.strip_suffix(name);
            before.is_some_and(|before| before.ends_with("::"))
        };
        let exact: Vec<_> = self.tests.iter().filter(|test| test.name == name).collect();
        let found = if exact.is_empty() {
            self.tests.iter().filter(is_last_part).collect()
        } else {
            exact
        };
        let first = found.first()?;
        if found.iter().any(|test| test.name != first.name) {
            let mut names: Vec<_> = found.iter().map(|test| &test.name).collect();
            names.sort_unstable();
            names.dedup();
            return Some(TestFound::Ambiguous(names.len()));
        }
        // One that is listed twice has failed if it failed once.
        let worst = found
            .iter()
            .map(|test| test.end)
            .max_by_key(|end| match end {
                TestEnd::Passed => 0,
                TestEnd::Skipped => 1,
                TestEnd::Failed => 2,
            });
        worst.map(TestFound::Ended)
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
    Some(value.ok()?.into_owned())
}

/// When it began: a time with its zone; one without is in no zone that is known, and is left out.
fn instant(tag: &BytesStart<'_>) -> Option<Timestamp> {
    attribute(tag, "timestamp")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="nextest-run" tests="5" failures="1" errors="0" uuid="u" timestamp="2026-11-26T10:00:00.123+00:00" time="1.5">
    <testsuite name="orion-auth::process" tests="2" disabled="0" errors="0" failures="1">
        <testcase name="it_starts" classname="orion-auth::process" timestamp="2026-11-26T10:00:00.124+00:00" time="0.5">
        </testcase>
        <testcase name="it_ends" classname="orion-auth::process" time="0.5">
            <failure message="left &lt; right" type="test failure">&amp;c</failure>
            <rerunFailure type="test failure"/>
        </testcase>
        <testcase name="odd" classname="orion-auth::process"><flakyFailure type="x"/></testcase>
    </testsuite>
    <testsuite name="orion-user">
        <testcase name="store::tests::it_starts"/>
        <testcase name="slow"><skipped/></testcase>
    </testsuite>
</testsuites>
"#;

    #[test]
    fn a_run_of_nextest_is_read() {
        let run = TestRun::parse(RUN).unwrap();
        assert_eq!(
            run.at.unwrap().to_string(),
            "2026-11-26T10:00:00.123Z".to_owned()
        );
        let ended = |name: &str| run.find(name);
        let is = |end| Some(TestFound::Ended(end));
        assert_eq!(ended("orion-auth::process::it_starts"), is(TestEnd::Passed));
        assert_eq!(ended("process::it_ends"), is(TestEnd::Failed));
        assert_eq!(ended("odd"), is(TestEnd::Passed));
        assert_eq!(ended("slow"), is(TestEnd::Skipped));
        assert_eq!(ended("it_starts"), Some(TestFound::Ambiguous(2)));
        assert_eq!(ended("tests::it_starts"), is(TestEnd::Passed));
        assert_eq!(ended("starts"), None, "parts are whole");
        assert_eq!(ended("nothing"), None);
    }

    #[test]
    fn what_is_cut_off_or_no_run_is_no_run() {
        let cut = &RUN[..RUN.len() - 30];
        assert!(TestRun::parse(cut).is_err());
        assert!(TestRun::parse("<html></html>").is_err());
        assert!(TestRun::parse("").is_err());
        assert!(TestRun::parse("<testsuites/>").unwrap().tests.is_empty());
    }
}
