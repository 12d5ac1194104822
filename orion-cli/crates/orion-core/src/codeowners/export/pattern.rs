//! Shapes as patterns of CODEOWNERS.

use crate::codeowners::shape::{Shape, Step, Token};

/// A pattern for CODEOWNERS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// Its text.
    pub(super) text: String,
    /// A character that had to be written as `?`, because GitHub takes it for something else.
    pub(super) unsaid: Option<char>,
}

/// Writes a shape. A last name with a wildcard covers what is below it on GitHub, too, unless it is `*`.
pub(super) fn write(shape: &Shape) -> Written {
    let steps = shape.steps();
    let mut unsaid = None;
    let text = if let Some((Step::AnyDepth, entry)) = steps.split_last() {
        path(entry, &mut unsaid)
    } else if let Some((directory, levels)) = shape.split_below() {
        if directory.is_empty() && levels == 1 {
            "*".to_owned()
        } else {
            let names = (1..levels).map(|_| Step::any_name());
            let directories: Vec<Step> = directory.iter().cloned().chain(names).collect();
            path(&directories, &mut unsaid) + "/"
        }
    } else {
        path(steps, &mut unsaid)
    };
    Written { text, unsaid }
}

fn path(steps: &[Step], unsaid: &mut Option<char>) -> String {
    let names: Vec<String> = steps
        .iter()
        .map(|step| match step {
            Step::AnyDepth => "**".to_owned(),
            Step::Name(tokens) => name(tokens, unsaid),
        })
        .collect();
    match names.as_slice() {
        // A single name is looked for at any depth without being told so; `!` must not come first.
        [depth, one] if depth == "**" && one != "*" && !one.starts_with('!') => one.clone(),
        [depth, ..] if depth == "**" => names.join("/"),
        _ => format!("/{}", names.join("/")),
    }
}

fn name(tokens: &[Token], unsaid: &mut Option<char>) -> String {
    let mut text = String::with_capacity(tokens.len());
    for token in tokens {
        match token {
            Token::AnyRun => text.push('*'),
            Token::AnyCharacter => text.push('?'),
            Token::Character(character) => match character {
                '\\' | '*' | '?' | '[' | ']' | ' ' => text.extend(['\\', *character]),
                '#' => {
                    *unsaid = Some('#');
                    text.push('?');
                }
                control if control.is_control() => {
                    *unsaid = Some(*control);
                    text.push('?');
                }
                other => text.push(*other),
            },
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ownership::OwnedPattern;

    #[test]
    fn patterns_are_said_as_github_understands_them() {
        let written = |text: &str| {
            let pattern: OwnedPattern = text.parse().unwrap();
            let all: Vec<String> = pattern
                .alternatives()
                .iter()
                .map(|alternative| write(&Shape::of(alternative)).text)
                .collect();
            all.join(" ")
        };
        for (ours, theirs) in [
            ("**", "*"),
            ("*", "/*"),
            ("*/", "/*/"),
            ("services/auth/", "/services/auth"),
            ("services/auth", "/services/auth"),
            ("docs/*", "/docs/*"),
            ("docs/**", "/docs/"),
            ("docs/*/", "/docs/*/"),
            ("docs/**/", "/docs/*/"),
            ("docs/*.md", "/docs/*.md"),
            ("**/*.md", "*.md"),
            ("**/prisma/", "prisma/"),
            ("**/a/b", "**/a/b"),
            ("a/**/b/", "/a/**/b/"),
            ("{a,b}/x", "/a/x /b/x"),
            ("app/[id]/a b", "/app/\\[id\\]/a\\ b"),
            ("a\\*b\\?c\\\\d", "/a\\*b\\?c\\\\d"),
            ("!a", "/!a"),
            ("**/!a*", "**/!a*"),
            ("a#b", "/a?b"),
            ("\\{x\\}", "/{x}"),
        ] {
            assert_eq!(written(ours), theirs, "{ours}");
        }
    }
}
