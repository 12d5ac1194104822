//! `.dockerignore`, as Docker reads it.
//!
//! A pattern matches a path, and with a directory all that is in it; the last pattern that matches decides, and
//! `!` makes it an exception. `*` and `?` stay within one name, `**` goes over any number of directories. This is
//! [the reference](https://docs.docker.com/build/concepts/context/#dockerignore-files) and Moby's `patternmatcher`,
//! where they differ the latter. It is not git's language: patterns begin at the top, and braces are characters.

/// What a build does not get to see.
#[derive(Debug, Default)]
pub(super) struct Ignore {
    patterns: Vec<Pattern>,
}

#[derive(Debug)]
struct Pattern {
    exception: bool,
    /// What comes before the first wildcard.
    plain: String,
    parts: Vec<Part>,
}

#[derive(Debug, PartialEq)]
enum Part {
    /// That character.
    One(char),
    /// `?`: any but `/`.
    Any,
    /// `*`: any number of characters but `/`.
    Name,
    /// `**/`: any number of whole directories.
    Directories,
    /// `**` at the end: everything.
    Rest,
    /// `[a-z]`, `[^a-z]`
    Class(bool, Vec<(char, char)>),
}

impl Ignore {
    /// Reads the file. Lines that begin with `#` are comments.
    ///
    /// # Errors
    /// With what is wrong, when a line is no pattern.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut patterns = Vec::new();
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let pattern = Pattern::parse(line.trim())
                .map_err(|reason| format!("line {}: {reason}", index + 1))?;
            patterns.extend(pattern);
        }
        Ok(Self { patterns })
    }

    /// Whether a path is left out; its names are divided by `/`.
    pub(super) fn leaves_out(&self, path: &str) -> bool {
        let mut left_out = false;
        for pattern in &self.patterns {
            // A pattern that would change nothing need not be tried.
            if pattern.exception == left_out && pattern.matches_or_holds(path) {
                left_out = !pattern.exception;
            }
        }
        left_out
    }

    /// Whether a directory that is left out may yet have something in it that is not.
    pub(super) fn may_keep_within(&self, directory: &str) -> bool {
        let within = format!("{directory}/");
        self.patterns
            .iter()
            .filter(|pattern| pattern.exception)
            .any(|pattern| pattern.plain.starts_with(&within) || within.starts_with(&pattern.plain))
    }
}

impl Pattern {
    fn parse(line: &str) -> Result<Option<Self>, String> {
        let (exception, text) = match line.strip_prefix('!') {
            Some(rest) => (true, rest.trim()),
            None => (false, line),
        };
        if text.is_empty() {
            return Err(format!("`{line}` excepts nothing"));
        }
        let text = clean(text);
        if text.is_empty() {
            // `.` or `/`: Docker lets it match nothing.
            return Ok(None);
        }
        let parts = parts(&text)?;
        let plain = parts
            .iter()
            .map_while(|part| match part {
                Part::One(character) => Some(*character),
                _ => None,
            })
            .collect();
        Ok(Some(Self {
            exception,
            plain,
            parts,
        }))
    }

    /// Whether the path or a directory that it is in is meant.
    fn matches_or_holds(&self, path: &str) -> bool {
        let directories = path.match_indices('/').map(|(at, _)| &path[..at]);
        directories
            .chain([path])
            .any(|path| matches(&self.parts, path))
    }
}

/// The path without what adds nothing: `./a//b/../c/` is `a/c`.
fn clean(path: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." if names.last().is_some_and(|last| *last != "..") => {
                names.pop();
            }
            ".." if path.starts_with('/') => {}
            name => names.push(name),
        }
    }
    names.join("/")
}

fn parts(text: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        parts.push(match character {
            '*' if rest.peek() == Some(&'*') => {
                rest.next();
                if rest.peek() == Some(&'/') {
                    rest.next();
                }
                if rest.peek().is_some() {
                    Part::Directories
                } else {
                    Part::Rest
                }
            }
            '*' => Part::Name,
            '?' => Part::Any,
            '[' => class(&mut rest).ok_or_else(|| format!("`{text}` has a `[` without its `]`"))?,
            '\\' => Part::One(
                rest.next()
                    .ok_or_else(|| format!("`{text}` ends with a `\\`"))?,
            ),
            character => Part::One(character),
        });
    }
    Ok(parts)
}

fn class(rest: &mut impl Iterator<Item = char>) -> Option<Part> {
    let mut next = |escaped: &mut bool| {
        let character = rest.next()?;
        *escaped = character == '\\';
        if *escaped {
            rest.next()
        } else {
            Some(character)
        }
    };
    let mut escaped = false;
    let mut character = next(&mut escaped)?;
    let negated = character == '^' && !escaped;
    if negated {
        character = next(&mut escaped)?;
    }
    let mut ranges: Vec<(char, char)> = Vec::new();
    let mut range_from = None;
    loop {
        match (character, escaped, range_from.take()) {
            (']', false, from) => {
                if from.is_some() {
                    ranges.push(('-', '-'));
                }
                break;
            }
            ('-', false, None) if !ranges.is_empty() => {
                range_from = ranges.last().map(|&(from, _)| from);
            }
            (to, _, Some(from)) => ranges.push((from, to)),
            (one, _, None) => ranges.push((one, one)),
        }
        character = next(&mut escaped)?;
    }
    Some(Part::Class(negated, ranges))
}

fn matches(parts: &[Part], path: &str) -> bool {
    let Some((first, rest)) = parts.split_first() else {
        return path.is_empty();
    };
    let mut characters = path.chars();
    match first {
        Part::Rest => true,
        Part::Directories => {
            matches(rest, path)
                || path
                    .match_indices('/')
                    .any(|(at, _)| matches(rest, &path[at + 1..]))
        }
        Part::Name => {
            let end = path.find('/').unwrap_or(path.len());
            let ends = path[..end].char_indices().map(|(at, _)| at).chain([end]);
            ends.into_iter().any(|at| matches(rest, &path[at..]))
        }
        Part::One(wanted) => {
            characters.next() == Some(*wanted) && matches(rest, characters.as_str())
        }
        Part::Any => {
            characters.next().is_some_and(|character| character != '/')
                && matches(rest, characters.as_str())
        }
        Part::Class(negated, ranges) => {
            characters.next().is_some_and(|character| {
                let inside = ranges
                    .iter()
                    .any(|&(from, to)| (from..=to).contains(&character));
                inside != *negated
            }) && matches(rest, characters.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Those of the paths that stay.
    fn kept<'a>(text: &str, paths: &[&'a str]) -> Vec<&'a str> {
        let ignore = Ignore::parse(text).unwrap();
        let mut paths = paths.to_vec();
        paths.retain(|path| !ignore.leaves_out(path));
        paths
    }

    #[test]
    fn patterns_begin_at_the_top_and_hold_what_is_within() {
        let paths = ["target", "target/a/b", "a/target", "targets"];
        assert_eq!(kept("target", &paths), ["a/target", "targets"]);
        assert_eq!(kept("/target/", &paths), ["a/target", "targets"]);
        assert_eq!(kept("./x/../target", &paths), ["a/target", "targets"]);
        assert_eq!(kept("**/target", &paths), ["targets"]);
        assert_eq!(
            kept("*/target", &paths),
            ["target", "target/a/b", "targets"]
        );
    }

    #[test]
    fn wildcards_stay_in_a_name_but_two_stars_do_not() {
        let paths = ["a.md", "b/a.md", "b/c/a.md", "b", "b/c"];
        assert_eq!(kept("*.md", &paths), ["b/a.md", "b/c/a.md", "b", "b/c"]);
        assert_eq!(kept("**/*.md", &paths), ["b", "b/c"]);
        assert_eq!(kept("b/**", &paths), ["a.md", "b"]);
        assert_eq!(kept("b/**/a.md", &paths), ["a.md", "b", "b/c"]);
        assert_eq!(kept("?.md", &paths), ["b/a.md", "b/c/a.md", "b", "b/c"]);
        assert_eq!(kept("**", &paths), [""; 0]);
    }

    #[test]
    fn the_last_match_decides() {
        let paths = ["a", "b", "d/a", "d/b", "d/e/a"];
        assert_eq!(kept("*\n!a\n", &paths), ["a"]);
        assert_eq!(kept("*\n!d/e", &paths), ["d/e/a"]);
        assert_eq!(kept("d\n! d/b \nd/b", &paths), ["a", "b"]);
        assert_eq!(kept("!a", &paths), paths);
    }

    #[test]
    fn comments_blank_lines_and_marks_are_no_patterns() {
        let paths = ["#a", "a", "b"];
        assert_eq!(
            kept("\u{feff}# a\n\n  \r\n  b  \r\n#a\n.\n/\n", &paths),
            ["#a", "a"]
        );
        assert_eq!(kept("\\#a", &paths), ["a", "b"]);
    }

    #[test]
    fn classes_escapes_and_braces() {
        let paths = ["a1", "a2", "a-", "a{1,2}", "a*"];
        assert_eq!(kept("a[0-1]", &paths), ["a2", "a-", "a{1,2}", "a*"]);
        assert_eq!(kept("a[^0-9]", &paths), ["a1", "a2", "a{1,2}"]);
        assert_eq!(kept("a[1-]", &paths), ["a2", "a{1,2}", "a*"]);
        assert_eq!(kept("a{1,2}", &paths), ["a1", "a2", "a-", "a*"]);
        assert_eq!(kept("a\\*", &paths), ["a1", "a2", "a-", "a{1,2}"]);
    }

    #[test]
    fn what_is_no_pattern_is_said_with_its_line() {
        let wrong = |text| Ignore::parse(text).unwrap_err();
        assert_eq!(wrong("a\n!"), "line 2: `!` excepts nothing");
        assert_eq!(wrong("a["), "line 1: `a[` has a `[` without its `]`");
        assert_eq!(wrong("a\\"), "line 1: `a\\` ends with a `\\`");
    }

    #[test]
    fn a_directory_is_gone_through_only_if_an_exception_may_lie_in_it() {
        let ignore = Ignore::parse("*\n!a/b/c\n!d/*.md").unwrap();
        for (directory, expected) in [("a", true), ("a/b", true), ("x", false), ("d", true)] {
            assert_eq!(ignore.may_keep_within(directory), expected, "{directory}");
        }
        let everywhere = Ignore::parse("*\n!**/keep").unwrap();
        assert!(everywhere.may_keep_within("x/y"));
    }
}
