//! What a pattern covers, in a form that CODEOWNERS and `workstreams.toml` share.
//!
//! A shape is a list of steps; a path is in it when its components match the steps, all of them. Both
//! languages' ways to say "and all below" become steps too: a trailing [`Step::AnyDepth`] is "this entry and
//! everything below", a trailing any-depth followed by any name is "everything below".

use bstr::ByteSlice;

use super::glob;
use crate::ownership::Specificity;

mod convert;
mod inclusion;
mod intersection;
mod name;

#[cfg(test)]
mod tests;

/// One position in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Token {
    /// This character.
    Character(char),
    /// `?`: one character, or one byte where the name is not UTF-8.
    AnyCharacter,
    /// `*`: any run of characters.
    AnyRun,
}

/// One step of a shape.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Step {
    /// Any number of components, none included.
    AnyDepth,
    /// One component.
    Name(Vec<Token>),
}

impl Step {
    /// `*`, a component of any name.
    pub(super) fn any_name() -> Self {
        Self::Name(vec![Token::AnyRun])
    }

    /// Whether this is `*`.
    pub(super) fn is_any_name(&self) -> bool {
        matches!(self, Self::Name(tokens) if tokens.as_slice() == [Token::AnyRun])
    }

    /// The one name that this step stands for, when there is only one.
    pub(super) fn literal(&self) -> Option<String> {
        let Self::Name(tokens) = self else {
            return None;
        };
        tokens
            .iter()
            .map(|token| match token {
                Token::Character(character) => Some(*character),
                Token::AnyCharacter | Token::AnyRun => None,
            })
            .collect()
    }

    /// Whether this step, taking exactly one component, takes this one.
    pub(super) fn takes(&self, component: &[u8]) -> bool {
        match self {
            Self::AnyDepth => true,
            Self::Name(tokens) => name::matches(tokens, component),
        }
    }
}

/// A set of paths.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Shape(Vec<Step>);

impl Shape {
    /// Brings the steps into the one order that equal shapes share: `*` and `?` in a row, and any-depth and
    /// any name in a row, may be written in several orders that mean the same.
    pub(super) fn new(steps: Vec<Step>) -> Self {
        let mut normal: Vec<Step> = Vec::with_capacity(steps.len());
        let mut names = 0;
        let mut deep = false;
        let flush = |normal: &mut Vec<Step>, names: &mut usize, deep: &mut bool| {
            if std::mem::take(deep) {
                normal.push(Step::AnyDepth);
            }
            normal.extend((0..std::mem::take(names)).map(|_| Step::any_name()));
        };
        for step in steps {
            match step {
                Step::AnyDepth => deep = true,
                Step::Name(tokens) => {
                    let step = Step::Name(normal_name(&tokens));
                    if step.is_any_name() {
                        names += 1;
                    } else {
                        flush(&mut normal, &mut names, &mut deep);
                        normal.push(step);
                    }
                }
            }
        }
        flush(&mut normal, &mut names, &mut deep);
        // No path is empty, so "any depth" alone is "any depth and a name".
        if normal == [Step::AnyDepth] {
            normal.push(Step::any_name());
        }
        Self(normal)
    }

    /// The steps.
    pub(super) fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The names that lead to the first step with a wildcard, with `/` between them.
    pub(super) fn literal_prefix(&self) -> String {
        let names: Vec<String> = self.0.iter().map_while(Step::literal).collect();
        names.join("/")
    }

    /// How specific a pattern of `workstreams.toml` with this shape is.
    pub(super) fn specificity(&self) -> Specificity {
        let names = |step: &Step| match step {
            Step::AnyDepth => (false, 0),
            Step::Name(tokens) => (name::is_literal(tokens), name::literal_length(tokens)),
        };
        Specificity {
            literal_components: self.0.iter().take_while(|step| names(step).0).count(),
            literal_bytes: self.0.iter().map(|step| names(step).1).sum(),
        }
    }

    /// Takes a shape apart that says "so many levels below this directory, or more".
    pub(super) fn split_below(&self) -> Option<(&[Step], usize)> {
        let is_name = |step: &&Step| step.is_any_name();
        let levels = self.0.iter().rev().take_while(is_name).count();
        let deep = self.0.len().checked_sub(levels + 1)?;
        (levels > 0 && self.0[deep] == Step::AnyDepth).then(|| (&self.0[..deep], levels))
    }

    /// Whether the path is in it.
    pub(super) fn matches(&self, path: &[u8]) -> bool {
        let components: Vec<&[u8]> = path.split_str(b"/").collect();
        glob::matches(
            &self.0,
            &components,
            |step| *step == Step::AnyDepth,
            |step, component| step.takes(component),
        )
    }
}

fn normal_name(tokens: &[Token]) -> Vec<Token> {
    let mut normal = Vec::with_capacity(tokens.len());
    let mut run = false;
    for token in tokens {
        match token {
            Token::AnyRun => run = true,
            Token::AnyCharacter => normal.push(Token::AnyCharacter),
            Token::Character(_) => {
                if std::mem::take(&mut run) {
                    normal.push(Token::AnyRun);
                }
                normal.push(*token);
            }
        }
    }
    if run {
        normal.push(Token::AnyRun);
    }
    normal
}
