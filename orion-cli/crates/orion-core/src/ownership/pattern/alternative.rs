//! One pattern without braces.

use super::{Component, Specificity};

/// What a pattern covers beyond the entries that its components match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// These entries and nothing else: `docs/*.md`.
    Entry,
    /// Everything below the directories of that name, and not an entry of that name itself: `docs/*/`,
    /// `docs/**`.
    Below,
    /// Both: a pattern without wildcards.
    EntryAndBelow,
}

/// One of the patterns that braces spell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Alternative {
    components: Vec<Component>,
    reach: Reach,
}

impl Alternative {
    /// `directory` says whether the pattern ends in `/`. Runs of `**` become one; a last `**` becomes reach.
    pub(super) fn new(mut components: Vec<Component>, directory: bool) -> Self {
        components.dedup_by(|a, b| *a == Component::AnyDepth && *b == Component::AnyDepth);
        let wild = |component: &Component| !matches!(component, Component::Literal(_));
        let reach = if components.last() == Some(&Component::AnyDepth) {
            components.pop();
            if directory {
                // Below each directory at any depth: that is below each directory at the first.
                components.push(Component::Wildcard(vec![super::Piece::AnyRun]));
            }
            Reach::Below
        } else if !components.iter().any(wild) {
            Reach::EntryAndBelow
        } else if directory {
            Reach::Below
        } else {
            Reach::Entry
        };
        Self { components, reach }
    }

    /// The components up to where [`Alternative::reach`] begins; `**` is never the last of them, and they
    /// are empty for the pattern `**`.
    #[must_use]
    pub fn components(&self) -> &[Component] {
        &self.components
    }

    /// What is covered beyond the entries that the components match.
    #[must_use]
    pub fn reach(&self) -> Reach {
        self.reach
    }

    /// How specific it is.
    #[must_use]
    pub fn specificity(&self) -> Specificity {
        Specificity::of(&self.components)
    }

    /// The names before the first component with a wildcard.
    pub fn literal_prefix(&self) -> impl Iterator<Item = &[u8]> {
        self.components
            .iter()
            .map_while(|component| match component {
                Component::Literal(name) => Some(name.as_slice()),
                Component::Wildcard(_) | Component::AnyDepth => None,
            })
    }

    /// Whether it matches `path`, in time proportional to the product of both lengths.
    #[must_use]
    pub fn matches(&self, path: &[u8]) -> bool {
        // `reached[n]`: the first `n` components match the path up to here.
        let count = self.components.len();
        let mut reached = vec![false; count + 1];
        reached[0] = true;
        self.skip_any_depth(&mut reached);
        let covers_below = self.reach != Reach::Entry;
        for name in path.split(|byte| *byte == b'/') {
            if covers_below && reached[count] {
                return true;
            }
            let mut next = vec![false; count + 1];
            for (n, component) in self.components.iter().enumerate() {
                if reached[n] && component.matches(name) {
                    let stays = *component == Component::AnyDepth;
                    next[if stays { n } else { n + 1 }] = true;
                }
            }
            self.skip_any_depth(&mut next);
            reached = next;
        }
        reached[count] && self.reach != Reach::Below
    }

    /// `**` may stand for no component at all.
    fn skip_any_depth(&self, reached: &mut [bool]) {
        for (n, component) in self.components.iter().enumerate() {
            if reached[n] && *component == Component::AnyDepth {
                reached[n + 1] = true;
            }
        }
    }
}
