//! The version of a resource as HTTP carries it: `ETag` and `If-Match` (RFC 9110, sections 8.8.3 and 13.1.1).

use std::fmt;
use std::str::FromStr;

/// What an entity tag looks like: the version, in quotation marks.
///
/// A list of tags, a weak one and `*` are not taken: whoever changes something says which version they saw.
pub const PATTERN: &str = r#"^"[1-9][0-9]{0,17}"$"#;

/// A strong entity tag that holds a version, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntityTag(pub u64);

/// The text is no entity tag of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be the `ETag` of an earlier answer, like `\"3\"`")]
pub struct NotAnEntityTag;

impl fmt::Display for EntityTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "\"{}\"", self.0)
    }
}

impl FromStr for EntityTag {
    type Err = NotAnEntityTag;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let version = text
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
            .ok_or(NotAnEntityTag)?;
        let well_formed = (1..=18).contains(&version.len())
            && !version.starts_with('0')
            && version.bytes().all(|byte| byte.is_ascii_digit());
        if !well_formed {
            return Err(NotAnEntityTag);
        }
        version.parse().map(Self).map_err(|_| NotAnEntityTag)
    }
}

#[cfg(test)]
mod tests {
    use super::{EntityTag, NotAnEntityTag};

    #[test]
    fn a_version_travels_in_quotation_marks() {
        assert_eq!(EntityTag(3).to_string(), "\"3\"");
        assert_eq!("\"3\"".parse(), Ok(EntityTag(3)));
        for other in [
            "",
            "\"",
            "3",
            "\"\"",
            "\"03\"",
            "\"+3\"",
            "W/\"3\"",
            "*",
            "\"1\", \"2\"",
        ] {
            assert_eq!(other.parse::<EntityTag>(), Err(NotAnEntityTag), "{other}");
        }
        let long = format!("\"{}\"", "9".repeat(19));
        assert_eq!(long.parse::<EntityTag>(), Err(NotAnEntityTag));
    }
}
