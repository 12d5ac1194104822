//! An entry in a changelog of the form of *Keep a Changelog* (<https://keepachangelog.com/en/1.1.0/>).

use crate::ids::IssueNumber;

/// The changelog with the entries under `### Changed` of what is not released, which are made where they are missing;
/// `None` where an entry for that issue is there already. `entries` are lines without bullets.
#[must_use]
pub fn with_entry(text: &str, entries: &[String], number: IssueNumber) -> Option<String> {
    let mark = format!("({number})");
    if text.lines().any(|line| line.trim_end().ends_with(&mark)) {
        return None;
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        lines.push("# Changelog".to_owned());
    }
    let unreleased = lines.iter().position(|line| is_unreleased(line));
    let unreleased = unreleased.unwrap_or_else(|| {
        let first = lines.iter().position(|line| line.starts_with("## "));
        let at = first.unwrap_or(lines.len());
        let mut section = vec!["## Unreleased".to_owned()];
        if at > 0 && !lines[at - 1].is_empty() {
            section.insert(0, String::new());
        }
        if first.is_some() {
            section.push(String::new());
        }
        let at_heading = at + usize::from(section[0].is_empty());
        lines.splice(at..at, section);
        at_heading
    });
    let end_of_section = |lines: &[String], from: usize, marks: &[&str]| {
        let mut rest = lines[from..].iter();
        let length = rest.position(|line| marks.iter().any(|mark| line.starts_with(mark)));
        let mut end = length.map_or(lines.len(), |length| from + length);
        while end > from && lines[end - 1].trim().is_empty() {
            end -= 1;
        }
        end
    };
    let section = end_of_section(&lines, unreleased + 1, &["## "]);
    let changed = (unreleased + 1..section).find(|at| lines[*at].trim_end() == "### Changed");
    let (at, mut new) = match changed {
        Some(changed) => (
            end_of_section(&lines[..section], changed + 1, &["### ", "## "]),
            Vec::new(),
        ),
        None => (section, vec![String::new(), "### Changed".to_owned()]),
    };
    new.extend(entries.iter().map(|entry| format!("- {entry}")));
    lines.splice(at..at, new);
    let mut written = lines.join(end);
    written.push_str(end);
    Some(written)
}

fn is_unreleased(line: &str) -> bool {
    let Some(heading) = line.strip_prefix("## ") else {
        return false;
    };
    let heading = heading.trim().trim_start_matches('[').trim_end_matches(']');
    heading.eq_ignore_ascii_case("unreleased")
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn written(text: &str) -> String {
        let number = IssueNumber::new(12).unwrap();
        let entry = "auth-api 1.1.0: a name (#12)".to_owned();
        with_entry(text, &[entry], number).unwrap_or_else(|| "as it was".to_owned())
    }

    #[test]
    fn what_is_missing_is_made() {
        assert_snapshot!(written(""), @r"
        # Changelog

        ## Unreleased

        ### Changed
        - auth-api 1.1.0: a name (#12)
        ");
        assert_snapshot!(written("# What changed\n\n## 1.0.0\n\n### Added\n- x\n"), @r"
        # What changed

        ## Unreleased

        ### Changed
        - auth-api 1.1.0: a name (#12)

        ## 1.0.0

        ### Added
        - x
        ");
    }

    #[test]
    fn it_goes_where_the_others_are() {
        let text = "# C\n\n## [Unreleased]\n\n### Changed\n- y\n\n### Removed\n- z\n\n## 1.0.0\n### Changed\n- x\n";
        assert_snapshot!(written(text), @r"
        # C

        ## [Unreleased]

        ### Changed
        - y
        - auth-api 1.1.0: a name (#12)

        ### Removed
        - z

        ## 1.0.0
        ### Changed
        - x
        ");
        let text = "# C\r\n\r\n## Unreleased\r\n### Added\r\n- y\r\n";
        let with = written(text);
        assert_eq!(
            with,
            "# C\r\n\r\n## Unreleased\r\n### Added\r\n- y\r\n\r\n### Changed\r\n- auth-api 1.1.0: a name (#12)\r\n"
        );
        assert_eq!(written(&with), "as it was");
    }

    #[test]
    fn another_number_is_another_entry() {
        assert_ne!(
            written("## Unreleased\n- x (#1)\n- y (#120)\n"),
            "as it was"
        );
        assert_eq!(written("## 1.0.0\n- x (#12)\n"), "as it was");
    }
}
