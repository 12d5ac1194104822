//! What a branch of the repository is protected by.

use super::ForgeError;

/// By which of GitHub's two ways a branch is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mechanism {
    /// The ruleset `orion`.
    Ruleset,
    /// The classic protection of one branch, where there are no rulesets.
    Branch,
}

/// What has to hold for a branch. What else protects it is not looked at, and stays.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a setting of its own on GitHub"
)]
pub struct Protection {
    /// Whether it holds, rather than being switched off or on trial.
    pub enforced: bool,
    /// Whether it is about the branch.
    pub covers_branch: bool,
    /// How many approvals a pull request needs; none where no pull request is needed.
    pub approvals: Option<u64>,
    /// Whether the owners by CODEOWNERS have to approve.
    pub owners_approve: bool,
    /// Whether a push takes approvals back.
    pub dismisses_stale: bool,
    /// The checks that have to pass, by their names.
    pub checks: Vec<String>,
    /// Whether its history can be rewritten by a push.
    pub may_be_rewritten: bool,
    /// Whether it can be deleted.
    pub may_be_deleted: bool,
}

/// The protection of branches of one repository on GitHub. Writes are sent once, a second apart.
pub trait Protections {
    /// The way that this repository has, and what protects the branch by it; `None` where nothing does.
    fn protection(
        &self,
        branch: &str,
    ) -> impl Future<Output = Result<(Mechanism, Option<Protection>), ForgeError>>;

    /// Brings the branch to what is given; whatever else protects it stays.
    fn protect(
        &self,
        mechanism: Mechanism,
        branch: &str,
        protection: &Protection,
    ) -> impl Future<Output = Result<(), ForgeError>>;
}
