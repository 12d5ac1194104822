//! The names that the file defines, known before anything refers to them.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use crate::config::raw::{Entries, Field};

/// Names, to look one up and to suggest one.
#[derive(Debug, Default)]
pub(crate) struct Names {
    ordered: Vec<String>,
    all: HashSet<String, RandomState>,
}

impl Names {
    /// The keys of a table.
    pub(crate) fn of<T>(entries: &Field<Entries<T>>) -> Self {
        let Some(Ok(entries)) = entries.0.as_ref().map(|given| &given.value) else {
            return Self::default();
        };
        entries
            .0
            .iter()
            .map(|(key, _)| key.get_ref().clone())
            .collect()
    }

    /// Whether the name is there.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.all.contains(name)
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.ordered.is_empty()
    }

    /// The names, in the file's order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.ordered.iter().map(String::as_str)
    }
}

impl FromIterator<String> for Names {
    fn from_iter<I: IntoIterator<Item = String>>(names: I) -> Self {
        let ordered: Vec<String> = names.into_iter().collect();
        let all = ordered.iter().cloned().collect();
        Self { ordered, all }
    }
}
