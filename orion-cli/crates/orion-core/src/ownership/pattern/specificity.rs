//! Which of two matching patterns says more.

use super::Component;

/// How specific a pattern is: the greater one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Specificity {
    /// Literal components before the first one with a wildcard.
    pub literal_components: usize,
    /// Literal bytes in all components, separators not counted.
    pub literal_bytes: usize,
}

impl Specificity {
    /// How specific a pattern of these components is.
    pub(crate) fn of(components: &[Component]) -> Self {
        Self {
            literal_components: components
                .iter()
                .take_while(|component| matches!(component, Component::Literal(_)))
                .count(),
            literal_bytes: components.iter().map(Component::literal_bytes).sum(),
        }
    }
}
