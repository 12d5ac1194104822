//! The patterns of CODEOWNERS.
//!
//! | written | covers |
//! | --- | --- |
//! | `*` | everything |
//! | `*.js`, `apps`, `apps/` | such an entry anywhere, and everything below it; with `/`, only what is below |
//! | `/apps`, `build/logs/` | anchored at the root: by a `/` at the start or in the middle |
//! | `docs/*` | what lies directly in `docs`, nothing below: a last component of `*` alone does not descend |
//! | `**/logs`, `a/**/b`, `a/**` | any depth; at the end at least one component |
//! | `a\ b`, `\[id\]` | a backslash takes the next character literally |
//!
//! `!`, unescaped `[ ]`, `***` and an escaped `#` are refused by GitHub, which then skips the line.

use thiserror::Error;

use super::shape::{Shape, Step, Token};

/// Why GitHub takes nothing from a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PatternProblem {
    /// `!` at the start.
    #[error("GitHub does not support negation with `!`")]
    Negation,
    /// An unescaped bracket.
    #[error("GitHub does not support character ranges; `[` and `]` must be escaped with `\\`")]
    CharacterRange,
    /// `\#`: the `#` starts a comment all the same and leaves the backslash alone.
    #[error("GitHub does not support `\\#`: everything from `#` on is a comment")]
    EscapedHash,
    /// `***`.
    #[error("GitHub does not support three asterisks in a row")]
    ThreeAsterisks,
    /// A backslash with nothing after it.
    #[error("the backslash at the end escapes nothing")]
    DanglingEscape,
    /// `/`, `//`, `.` or `..`: no path has such a component.
    #[error("no path can match it")]
    NeverMatches,
}

/// Reads a pattern as it stands in the file, escapes included.
pub(super) fn parse(text: &str) -> Result<Shape, PatternProblem> {
    if text.starts_with('!') {
        return Err(PatternProblem::Negation);
    }
    let mut components = split(text)?;
    let leading_slash = components.len() > 1 && components[0].is_empty();
    if leading_slash {
        components.remove(0);
    }
    let trailing_slash = components.len() > 1 && components.last().is_some_and(Vec::is_empty);
    if trailing_slash {
        components.pop();
    }
    let anchored = leading_slash || components.len() > 1;
    let mut steps = Vec::with_capacity(components.len() + 2);
    if !anchored {
        steps.push(Step::AnyDepth);
    }
    for component in components {
        steps.push(step(component)?);
    }
    if trailing_slash || steps.last() == Some(&Step::AnyDepth) {
        steps.extend([Step::AnyDepth, Step::any_name()]);
    } else if !steps.last().is_some_and(Step::is_any_name) {
        steps.push(Step::AnyDepth);
    }
    Ok(Shape::new(steps))
}

/// A character of a component, and whether a backslash made it literal.
type Written = (char, bool);

fn split(text: &str) -> Result<Vec<Vec<Written>>, PatternProblem> {
    let mut components = vec![Vec::new()];
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let written = match character {
            '\\' => match characters.next() {
                Some(escaped) => (escaped, true),
                None => return Err(PatternProblem::DanglingEscape),
            },
            '[' | ']' => return Err(PatternProblem::CharacterRange),
            other => (other, false),
        };
        if written.0 == '/' {
            components.push(Vec::new());
        } else if let Some(last) = components.last_mut() {
            last.push(written);
        }
    }
    Ok(components)
}

fn step(component: Vec<Written>) -> Result<Step, PatternProblem> {
    const STAR: Written = ('*', false);
    if component.windows(3).any(|three| three == [STAR; 3]) {
        return Err(PatternProblem::ThreeAsterisks);
    }
    if component == [STAR; 2] {
        return Ok(Step::AnyDepth);
    }
    let name: String = component.iter().map(|(character, _)| character).collect();
    if name.is_empty() || name == "." || name == ".." {
        return Err(PatternProblem::NeverMatches);
    }
    let tokens = component
        .into_iter()
        .map(|written| match written {
            ('*', false) => Token::AnyRun,
            ('?', false) => Token::AnyCharacter,
            (character, _) => Token::Character(character),
        })
        .collect();
    Ok(Step::Name(tokens))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pattern, paths it covers, paths it does not.
    type Case = (
        &'static str,
        &'static [&'static str],
        &'static [&'static str],
    );

    const CASES: &[Case] = &[
        ("*", &["a", "a/b", "a/b/c"], &[]),
        ("**", &["a", "a/b/c"], &[]),
        ("*.js", &["a.js", "x/a.js", "x/a.js/b"], &["a.ts", "js"]),
        ("apps/", &["apps/a", "x/apps/a/b"], &["apps", "x/apps"]),
        ("apps", &["apps", "apps/a", "x/apps", "x/apps/a"], &["app"]),
        ("/apps", &["apps", "apps/a"], &["x/apps", "apps2"]),
        ("/apps/", &["apps/a", "apps/a/b"], &["apps", "x/apps/a"]),
        (
            "build/logs/",
            &["build/logs/a"],
            &["x/build/logs/a", "build/logs"],
        ),
        ("a/b", &["a/b", "a/b/c"], &["x/a/b", "a/bc"]),
        (
            "docs/*",
            &["docs/a.md"],
            &["docs", "docs/a/b.md", "x/docs/a"],
        ),
        ("docs/*.md", &["docs/a.md", "docs/a.md/b"], &["docs/x/a.md"]),
        ("/*", &["a"], &["a/b"]),
        ("/*/", &["a/b", "a/b/c"], &["a"]),
        ("a/*/b", &["a/x/b", "a/x/b/c"], &["a/b", "a/x/y/b"]),
        ("**/logs", &["logs", "logs/a", "x/y/logs/a"], &["log"]),
        ("a/**/b", &["a/b", "a/x/y/b", "a/x/b/c"], &["a", "x/a/b"]),
        ("a/**", &["a/b", "a/b/c"], &["a"]),
        ("a/**/", &["a/b", "a/b/c"], &["a"]),
        ("a/**/*", &["a/b", "a/b/c"], &["a"]),
        ("f?o", &["foo", "fö/fxo", "féo"], &["fo", "fooo"]),
        ("f\\*o", &["f*o"], &["foo"]),
        ("a\\ b", &["a b", "x/a b/c"], &["a", "b"]),
        ("\\[id\\]", &["[id]", "x/[id]/y"], &["i", "d"]),
        ("/\\!a", &["!a"], &["a"]),
        ("a!b", &["a!b"], &[]),
        ("{a,b}", &["{a,b}"], &["a", "b"]),
        ("Docs", &["Docs"], &["docs"]),
    ];

    #[test]
    fn patterns_cover_what_github_says() {
        for (pattern, inside, outside) in CASES {
            let shape = parse(pattern).unwrap();
            for path in *inside {
                assert!(shape.matches(path.as_bytes()), "{pattern} on {path}");
            }
            for path in *outside {
                assert!(!shape.matches(path.as_bytes()), "{pattern} on {path}");
            }
        }
    }

    #[test]
    fn what_github_refuses_is_refused() {
        use PatternProblem::{
            CharacterRange, DanglingEscape, Negation, NeverMatches, ThreeAsterisks,
        };
        for (pattern, problem) in [
            ("!docs", Negation),
            ("docs/[ab].md", CharacterRange),
            ("docs]", CharacterRange),
            ("a\\", DanglingEscape),
            ("a/***/b", ThreeAsterisks),
            ("/", NeverMatches),
            ("//", NeverMatches),
            ("a//b", NeverMatches),
            ("./a", NeverMatches),
            ("a/../b", NeverMatches),
        ] {
            assert_eq!(parse(pattern), Err(problem), "{pattern}");
        }
    }

    #[test]
    fn a_name_that_is_not_utf8_is_matched_byte_by_byte() {
        let shape = parse("a??z").unwrap();
        assert!(shape.matches(b"a\xff\xfez"));
        assert!(!shape.matches(b"a\xffz"));
        assert!(parse("a*z").unwrap().matches(b"a\xffz"));
    }
}
