//! What Orion's hooks run: the same check as everywhere, at the moments git has for it.

mod call;
mod commit;
mod message;
mod push;
mod pushed_ref;

pub use call::{HookCall, HookCheck, HookFailure, HookRun, HookWorld};

use orion_core::hook::HookName;

/// Runs one hook.
///
/// # Errors
/// [`HookFailure`]: no verdict, and so no permission.
pub fn run(world: &dyn HookWorld, call: &HookCall) -> Result<HookRun, HookFailure> {
    match call.hook {
        HookName::PreCommit | HookName::PreMergeCommit => commit::before(world, call),
        HookName::PrepareCommitMsg => message::prepare(world, call),
        HookName::CommitMsg => message::edited(world, call),
        HookName::ApplypatchMsg => message::of_patch(world, call),
        HookName::PreApplypatch => commit::of_patch(world, call),
        HookName::PrePush => push::before(world, call),
    }
}
