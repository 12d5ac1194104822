//! Names that somebody gave on purpose: `--as`, `ORION_WORKSTREAM`, git config `orion.workstream`.

use std::fmt;

use thiserror::Error;

use crate::config::Workspace;
use crate::ids::WorkstreamId;
use crate::suggestion::closest;

/// A name that is no workstream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWorkstream {
    /// The name as it was given.
    pub name: String,
    /// The workstream that was probably meant.
    pub suggestion: Option<WorkstreamId>,
}

/// Names that are no workstreams, from one place. A wrong name is never taken for "nobody": whoever says who
/// they are is told that they were not understood.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct UnknownWorkstreams {
    /// Where they were given, for people: "`--as`".
    pub place: &'static str,
    /// The names, in the order given; empty when none was given at all.
    pub names: Vec<UnknownWorkstream>,
    /// The workstreams there are, in the file's order.
    pub known: Vec<WorkstreamId>,
}

impl fmt::Display for UnknownWorkstreams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.names.is_empty() {
            return write!(f, "{} names no workstream", self.place);
        }
        write!(f, "{} names ", self.place)?;
        for (index, unknown) in self.names.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}`{}`", unknown.name)?;
            if let Some(suggestion) = &unknown.suggestion {
                write!(f, " (did you mean `{suggestion}`?)")?;
            }
        }
        f.write_str(if self.names.len() == 1 {
            ", which is no workstream"
        } else {
            ", which are no workstreams"
        })
    }
}

/// The workstreams that `text` names, separated by commas, each once.
///
/// # Errors
/// [`UnknownWorkstreams`] when it names none, or one that is in no version of the workspace.
pub fn workstreams_named(
    text: &str,
    place: &'static str,
    versions: &[&Workspace],
) -> Result<Vec<WorkstreamId>, UnknownWorkstreams> {
    let known = ids_of(versions);
    let mut found: Vec<WorkstreamId> = Vec::new();
    let mut unknown = Vec::new();
    for name in names(text) {
        match known.iter().find(|id| id.as_str() == name) {
            Some(id) if found.contains(id) => {}
            Some(id) => found.push(id.clone()),
            None => unknown.push(UnknownWorkstream {
                name: name.to_owned(),
                suggestion: closest(name, known.iter().map(WorkstreamId::as_str))
                    .and_then(|meant| known.iter().find(|id| id.as_str() == meant).cloned()),
            }),
        }
    }
    if found.is_empty() || !unknown.is_empty() {
        return Err(UnknownWorkstreams {
            place,
            names: unknown,
            known,
        });
    }
    Ok(found)
}

/// Whether a text names anything at all: an empty variable counts as one that is not set.
pub(super) fn names_anything(text: &str) -> bool {
    names(text).next().is_some()
}

fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
}

fn ids_of(versions: &[&Workspace]) -> Vec<WorkstreamId> {
    let mut known: Vec<WorkstreamId> = Vec::new();
    for workstream in versions.iter().flat_map(|version| &version.workstreams) {
        if !known.contains(&workstream.id) {
            known.push(workstream.id.clone());
        }
    }
    known
}
