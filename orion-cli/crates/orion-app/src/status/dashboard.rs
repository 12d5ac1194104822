//! All that `orion status` shows: the workstreams, how the services fit together, and the figures of quality.

use std::borrow::Cow;

use jiff::Timestamp;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

use super::report::StatusReport;
use crate::integration::IntegrationReport;
use crate::quality::QualityReport;

/// `orion status --json`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "orion status --json")]
pub struct Dashboard {
    /// The workstreams, and what stops them.
    #[serde(flatten)]
    pub status: StatusReport,
    /// The five integration points, from the sources alone.
    pub integration: Part<IntegrationReport>,
    /// The figures of quality.
    pub quality: Part<QualityReport>,
}

impl Dashboard {
    /// The same without what moves while nothing happens: the time, and what was how long ago. Two of them that differ
    /// are news.
    #[must_use]
    pub fn timeless(&self) -> Self {
        let mut timeless = self.clone();
        timeless.status.now = Timestamp::MIN;
        if let Part::Known(report) = &mut timeless.quality {
            report.now = Timestamp::MIN;
            for figure in &mut report.figures {
                figure.age_seconds = None;
                for origin in &mut figure.origin {
                    origin.age_seconds = 0;
                }
            }
            if let Some(record) = &mut report.last_record {
                record.age_seconds = 0;
            }
        }
        timeless
    }
}

/// A part of the dashboard, or why it is not known. Written as `{"report": …, "because": …}`, one of them `null`.
#[derive(Debug, Clone, PartialEq)]
pub enum Part<T> {
    /// What it reports.
    Known(T),
    /// Nothing.
    Unknown {
        /// Why, lower case, without a full stop.
        because: String,
    },
}

impl<T> Part<T> {
    /// The report, where there is one.
    pub fn report(&self) -> Option<&T> {
        match self {
            Self::Known(report) => Some(report),
            Self::Unknown { .. } => None,
        }
    }
}

/// A part as it is written.
#[derive(Serialize, JsonSchema)]
struct Written<T> {
    /// What it reports; `null` where that is not known.
    report: Option<T>,
    /// Why it is not known; `null` where it is.
    because: Option<String>,
}

impl<T: Serialize> Serialize for Part<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let because = match self {
            Self::Known(_) => None,
            Self::Unknown { because } => Some(because.clone()),
        };
        let report = self.report();
        Written { report, because }.serialize(serializer)
    }
}

impl<T: JsonSchema> JsonSchema for Part<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("PartOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Written::<T>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_part_is_its_report_or_why_there_is_none() {
        let known = serde_json::to_value(Part::Known(7)).unwrap();
        assert_eq!(known, json!({"report": 7, "because": null}));
        let because = "git fails".to_owned();
        let unknown = serde_json::to_value(Part::<u8>::Unknown { because }).unwrap();
        assert_eq!(unknown, json!({"report": null, "because": "git fails"}));
    }
}
