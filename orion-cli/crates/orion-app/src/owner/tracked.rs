//! The owners of every tracked file, told while they are listed: a million of them never sit in memory.

use std::ops::ControlFlow;

use orion_core::judge::Policy;
use orion_core::ownership::OwnershipRule;

use super::asked::policy;
use crate::check::CouldNotTell;
use crate::ports::{PendingTracked, Repository, RepositoryError};

/// The policy, and the files being listed.
pub struct TrackedOwners<'repository> {
    listing: Box<dyn PendingTracked + 'repository>,
    policy: Policy,
}

/// Lets every tracked file be listed while the policy in the work tree is read.
///
/// # Errors
/// [`CouldNotTell`] when git cannot be started, or there is no policy that can be used.
pub fn owners_of_tracked(repository: &dyn Repository) -> Result<TrackedOwners<'_>, CouldNotTell> {
    let listing = repository.begin_tracked()?;
    let policy = policy(repository)?;
    Ok(TrackedOwners { listing, policy })
}

impl TrackedOwners<'_> {
    /// The rules that decide.
    #[must_use]
    pub fn rules(&self) -> &[OwnershipRule] {
        self.policy.map.rules()
    }

    /// Calls `visit` with every tracked file, in git's order and once each, and the index in
    /// [`TrackedOwners::rules`] of the rule that decides it; until it breaks off.
    ///
    /// # Errors
    /// [`RepositoryError`] when git fails; `visit` may have been called by then.
    pub fn for_each(
        self,
        mut visit: impl FnMut(&[u8], Option<usize>) -> ControlFlow<()>,
    ) -> Result<(), RepositoryError> {
        let mut cursor = self.policy.map.cursor();
        // An unmerged path is listed once for each side: the last path of a run may be the next one's first.
        let mut last = Vec::new();
        self.listing.each_run(&mut |run| {
            let mut previous: &[u8] = &last;
            let mut start = 0;
            for end in memchr::memchr_iter(0, run).chain([run.len()]) {
                let path = &run[start..end];
                start = end + 1;
                if path != previous {
                    visit(path, cursor.find(path))?;
                }
                previous = path;
            }
            last = previous.to_vec();
            ControlFlow::Continue(())
        })
    }
}
