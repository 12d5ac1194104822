//! Where a request is wrong: JSON pointers (RFC 6901) for what serde refuses.

use std::fmt::{Display, Write as _};

use orion_contracts::problem::FieldError;
use serde::de::{Deserialize, Deserializer, Error};
use serde_path_to_error::{Path, Segment};

/// Reads a value, and tells where it is wrong if it is.
///
/// # Errors
/// The first place that is wrong: serde stops there.
pub(super) fn read<'de, T, D>(deserializer: D) -> Result<T, FieldError>
where
    T: Deserialize<'de>,
    D: Deserializer<'de, Error: Error>,
{
    serde_path_to_error::deserialize(deserializer).map_err(|error| {
        let detail = error.inner().to_string();
        let mut pointer = pointer(error.path());
        if let Some(missing) = missing(&detail) {
            push(&mut pointer, missing);
            return FieldError {
                pointer,
                detail: "it is missing".to_owned(),
            };
        }
        FieldError { pointer, detail }
    })
}

/// The member that serde misses: its error knows where it looked, not where it should have been.
fn missing(detail: &str) -> Option<&str> {
    let (name, _) = detail.strip_prefix("missing field `")?.split_once('`')?;
    Some(name)
}

fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => push(&mut pointer, index),
            Segment::Map { key } => push(&mut pointer, key),
            // A variant is no place of its own in what is read.
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

fn push(pointer: &mut String, segment: impl Display) {
    let segment = segment.to_string().replace('~', "~0").replace('/', "~1");
    // Writing to a string does not fail.
    let _ = write!(pointer, "/{segment}");
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::read;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only the shape matters")]
    struct Sample {
        name: String,
        #[serde(default)]
        parts: Vec<Part>,
        #[serde(default, rename = "a/b~c")]
        odd: u8,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only the shape matters")]
    struct Part {
        size: u8,
    }

    fn fault(json: &str) -> (String, String) {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let fault = read::<Sample, _>(&mut deserializer).unwrap_err();
        (fault.pointer, fault.detail)
    }

    #[test]
    fn the_place_is_named() {
        let (pointer, detail) = fault(r#"{"name":"a","parts":[{"size":1},{"size":300}]}"#);
        assert_eq!(pointer, "/parts/1/size");
        assert!(detail.contains("300"), "{detail}");
        assert_eq!(fault(r#"{"name":"a","a/b~c":"x"}"#).0, "/a~1b~0c");
        assert_eq!(fault(r#"{"name":"#).0, "/name");
        assert_eq!(fault("7").0, "");
    }

    #[test]
    fn a_missing_member_is_named_where_it_should_be() {
        let missing = "it is missing".to_owned();
        assert_eq!(fault("{}"), ("/name".to_owned(), missing.clone()));
        assert_eq!(
            fault(r#"{"name":"a","parts":[{}]}"#),
            ("/parts/0/size".to_owned(), missing)
        );
    }
}
