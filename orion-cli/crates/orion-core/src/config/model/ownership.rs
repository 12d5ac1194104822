//! `[ownership]` and `[identity]`

use crate::ownership::OwnedPattern;

/// What a path without an owner means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum UnownedPolicy {
    /// Nothing.
    Allow,
    /// It is reported.
    #[default]
    Warn,
    /// A change to it is refused.
    Deny,
}

/// `[ownership]`
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnershipSettings {
    /// What a path without an owner means.
    pub unowned: UnownedPolicy,
    /// Paths that had no owner when the boundaries were drawn and may stay so for now: what is unowned in
    /// here is neither reported nor refused.
    pub baseline: Vec<OwnedPattern>,
}

/// A branch name with one `{workstream}` in it and `*` for any run of characters, for example
/// `{workstream}/*`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchTemplate {
    /// What stands before `{workstream}`; may hold `*`.
    pub before: String,
    /// What stands after it; may hold `*`.
    pub after: String,
}

/// `[identity]`
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdentitySettings {
    /// How a branch's name tells the workstream.
    pub branch: Option<BranchTemplate>,
}
