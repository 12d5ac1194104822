//! The configuration against the tree.

use orion_core::audit::{TreeAudit, TreeReport};

use super::CouldNotTell;
use super::policy::{Checked, read_checked};
use crate::ports::{Repository, Revision};

/// Holds the work tree's `workstreams.toml` against every path in the index.
///
/// # Errors
/// [`CouldNotTell`] when the file is not there or cannot be used, or git gives no answer.
pub fn check_all(repository: &dyn Repository) -> Result<TreeReport, CouldNotTell> {
    let Checked {
        policy,
        text,
        diagnostics,
    } = read_checked(repository, &Revision::WorkTree)?
        .ok_or_else(|| CouldNotTell::NoPolicy("in this repository".to_owned()))?;
    let mut audit = TreeAudit::new(&policy);
    repository.tracked(&mut |entry| audit.visit(entry.path))?;
    let mut idle = audit.idle_rules();
    if !idle.is_empty() {
        repository.tracked(&mut |entry| idle.visit(entry.path))?;
    }
    Ok(audit.finish(&idle, &diagnostics, &text))
}
