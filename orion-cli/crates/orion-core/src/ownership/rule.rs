//! One line of ownership in `workstreams.toml`.

use std::ops::Range;

use super::{Access, OwnedPattern};
use crate::ids::WorkstreamId;

/// One entry of a workstream's `owns`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnershipRule {
    /// The workstream in whose `owns` it stands.
    pub owner: WorkstreamId,
    /// Which paths.
    pub pattern: OwnedPattern,
    /// What the owner and everyone else may do.
    pub access: Access,
    /// Workstreams whose approval a pull request needs too.
    pub review: Vec<WorkstreamId>,
    /// Paths are derived from these: they may change by anyone when one of these changes in the same change.
    pub derived_from: Vec<OwnedPattern>,
    /// The line in `workstreams.toml`, from 1.
    pub line: usize,
    /// Where the pattern's text stands, as byte offsets.
    pub span: Range<usize>,
}
