//! Two revisions written `A..B`.

use std::str::FromStr;

const NOT_A_RANGE: &str = "a range is two revisions, `A..B`, for example `origin/main..HEAD`";

/// `A..B`; `A...B` means the same. An empty side is HEAD, as in git.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RevisionRange {
    /// The revision merged into.
    pub(crate) base: String,
    /// The revision to merge.
    pub(crate) head: String,
}

impl FromStr for RevisionRange {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (base, head) = text
            .split_once("...")
            .or_else(|| text.split_once(".."))
            .ok_or(NOT_A_RANGE)?;
        let side = |name: &str| match name {
            "" => Ok("HEAD".to_owned()),
            name if name.starts_with('-') || name.contains("..") => Err(NOT_A_RANGE),
            name => Ok(name.to_owned()),
        };
        Ok(Self {
            base: side(base)?,
            head: side(head)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::RevisionRange;

    fn parse(text: &str) -> Result<(String, String), &'static str> {
        text.parse()
            .map(|RevisionRange { base, head }| (base, head))
    }

    #[test]
    fn reads_both_spellings_and_fills_in_head() {
        let both = |base: &str, head: &str| Ok((base.to_owned(), head.to_owned()));
        assert_eq!(parse("origin/main..HEAD"), both("origin/main", "HEAD"));
        assert_eq!(parse("v1.0...topic"), both("v1.0", "topic"));
        assert_eq!(parse("main.."), both("main", "HEAD"));
        assert_eq!(parse("..topic"), both("HEAD", "topic"));
    }

    #[test]
    fn refuses_what_is_no_range() {
        assert!(parse("main").is_err());
        assert!(parse("--output=x..HEAD").is_err());
        assert!(parse("a..b..c").is_err());
    }
}
