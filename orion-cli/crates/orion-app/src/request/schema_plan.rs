//! What a change of a database's schema begins with: a migration to be written, and a word in the README.

use std::path::Path;

use jiff::Timestamp;
use orion_core::ids::IssueNumber;
use orion_core::path::RepoPath;

use super::branch::slug;

/// The heading in the README.
const HEADING: &str = "## Schema changes";

/// A new migration beside those that are there, named as they are: by the next number with as many digits, or by the
/// time. It says which request it is for, and has no statement. None where the directory is a file.
pub(super) fn skeleton(
    directory: &RepoPath,
    there: &[RepoPath],
    title: &str,
    number: IssueNumber,
    now: Timestamp,
) -> Option<(RepoPath, Vec<u8>)> {
    let directory = directory.as_utf8()?.trim_end_matches('/');
    if has_extension(directory, "prisma") || has_extension(directory, "sql") {
        return None;
    }
    let names = there.iter().filter_map(|path| path.as_utf8());
    let names = names.filter_map(|path| path.rsplit('/').next());
    let numbers: Vec<&str> = names
        .filter(|name| has_extension(name, "sql"))
        .map(|name| &name[..name.bytes().take_while(u8::is_ascii_digit).count()])
        .filter(|digits| !digits.is_empty())
        .collect();
    let last = numbers
        .iter()
        .max_by_key(|digits| digits.parse::<u64>().ok());
    let prefix = match last {
        Some(digits) if digits.len() >= 12 => {
            let format = if digits.len() == 12 {
                "%Y%m%d%H%M"
            } else {
                "%Y%m%d%H%M%S"
            };
            now.strftime(format).to_string()
        }
        Some(digits) => {
            let next = digits.parse::<u64>().ok()?.checked_add(1)?;
            format!("{next:0width$}", width = digits.len())
        }
        None => "0001".to_owned(),
    };
    let slug = slug(title).replace('-', "_");
    let slug = if slug.is_empty() {
        format!("request_{}", number.get())
    } else {
        slug
    };
    let path = format!("{directory}/{prefix}_{slug}.sql");
    let text = format!("-- {number}: {}\n", title.replace(['\n', '\r'], " "));
    Some((RepoPath::from(path.as_str()), text.into_bytes()))
}

/// The README with an entry for the request; none where it has one.
pub(super) fn readme_entry(
    text: &str,
    path: &RepoPath,
    title: &str,
    number: IssueNumber,
) -> Option<String> {
    let mark = format!("({number})");
    if text.lines().any(|line| line.trim_end().ends_with(&mark)) {
        return None;
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let entry = format!("- {} {mark}", orion_core::escape::markdown_line(title));
    let mut lines: Vec<&str> = text.lines().collect();
    let path = path.to_string();
    let heading = format!("# {}", path.rsplit('/').nth(1).unwrap_or("Schema"));
    if lines.is_empty() {
        lines.push(&heading);
    }
    if let Some(at) = lines.iter().position(|line| line.trim_end() == HEADING) {
        let rest = lines[at + 1..].iter();
        let length = rest
            .clone()
            .position(|line| line.starts_with("## ") || line.starts_with("# "));
        let mut last = length.map_or(lines.len(), |length| at + 1 + length);
        while last > at + 1 && lines[last - 1].trim().is_empty() {
            last -= 1;
        }
        lines.insert(last, &entry);
        if last == at + 1 {
            lines.insert(last, "");
        }
    } else {
        lines.extend(["", HEADING, "", &entry]);
    }
    Some(format!("{}{end}", lines.join(end)))
}

fn has_extension(name: &str, extension: &str) -> bool {
    let found = Path::new(name).extension();
    found.is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(there: &[&str], title: &str) -> String {
        let there: Vec<_> = there.iter().map(|path| RepoPath::from(*path)).collect();
        let number = IssueNumber::new(7).unwrap();
        let now = "2026-11-26T09:08:07Z".parse().unwrap();
        let made = skeleton(
            &RepoPath::from("auth/migrations/"),
            &there,
            title,
            number,
            now,
        );
        made.unwrap().0.to_string()
    }

    #[test]
    fn a_migration_is_named_as_the_others_are() {
        assert_eq!(
            name(
                &["auth/migrations/0009_a.sql", "auth/migrations/0010_b.sql"],
                "an index"
            ),
            "auth/migrations/0011_an_index.sql"
        );
        assert_eq!(
            name(&["auth/migrations/20250102030405_a.sql"], "an index"),
            "auth/migrations/20261126090807_an_index.sql"
        );
        assert_eq!(name(&[], "\u{202e}"), "auth/migrations/0001_request_7.sql");
        let number = IssueNumber::new(7).unwrap();
        let file = RepoPath::from("schema.prisma");
        assert!(skeleton(&file, &[], "x", number, Timestamp::UNIX_EPOCH).is_none());
    }

    #[test]
    fn the_readme_tells_of_it_once() {
        let path = RepoPath::from("auth/README.md");
        let number = IssueNumber::new(7).unwrap();
        let entry = |text: &str| readme_entry(text, &path, "an index", number);
        let made = entry("").unwrap();
        assert_eq!(made, "# auth\n\n## Schema changes\n\n- an index (#7)\n");
        assert_eq!(entry(&made), None);
        assert_eq!(
            entry("# A\r\n\r\n## Schema changes\r\n\r\n- x (#1)\r\n\r\n## End\r\n").unwrap(),
            "# A\r\n\r\n## Schema changes\r\n\r\n- x (#1)\r\n- an index (#7)\r\n\r\n## End\r\n"
        );
    }
}
