//! The use case.

use super::files::{FILES, one_file, owners, workflows};
use super::labels::{item, wanted};
use super::protection::protection;
use super::workflows::{CHECK, OrionSource, WORKFLOWS};
use super::{GithubSetupError, GithubSetupReport, SetupItem, SetupStatus};
use crate::check::{CouldNotTell, read_policy};
use crate::forge::{Label, Labels, Protections};
use crate::ports::{Repository, Revision, WorkTreeFiles};

/// How far it goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetupOrder {
    /// Write nothing.
    pub dry_run: bool,
    /// Replace files that say something else.
    pub force: bool,
    /// Leave the protection of the branch alone.
    pub no_protection: bool,
    /// Where workflows get `orion` from; where the ones that are there do, when it is not given.
    pub source: Option<OrionSource>,
    /// The checks that have to pass; when none is given, the one of the workflow, where that is there.
    pub checks: Vec<String>,
}

/// Brings the labels of a repository on GitHub, the files of its work tree, and the protection of its base branch to
/// what Orion needs. Done twice, the second time does nothing. Nothing is ever deleted.
///
/// # Errors
/// [`GithubSetupError`]. The files are left alone when GitHub refuses the labels; when it refuses the protection alone,
/// the report says so.
pub async fn github_setup(
    forge: &(impl Labels + Protections),
    repository: &dyn Repository,
    files: &dyn WorkTreeFiles,
    order: &SetupOrder,
) -> Result<GithubSetupReport, GithubSetupError> {
    let policy = read_policy(repository, &Revision::WorkTree)?
        .ok_or_else(|| CouldNotTell::NoPolicy("in this repository".to_owned()))?;
    let workspace = &policy.workspace;
    let there = forge.labels().await?;
    let labels = labels(forge, &there, order).await?;
    let mut items = Vec::new();
    for file in FILES {
        items.push(one_file(files, file, order)?);
    }
    let workflows = workflows(files, &workspace.notices, order)?;
    let mut checks = order.checks.clone();
    let judges = |item: &SetupItem| item.name == WORKFLOWS[0].0;
    let is_there = |item: &SetupItem| judges(item) && item.status != SetupStatus::LeftOut;
    // A check that nothing runs would stop every pull request for ever.
    if checks.is_empty() && workflows.iter().any(is_there) {
        checks.push(CHECK.to_owned());
    }
    items.extend(workflows);
    items.push(owners(repository, files, order)?);
    let protection = if order.no_protection {
        None
    } else {
        Some(protection(forge, &workspace.project.base, checks, order.dry_run).await)
    };
    Ok(GithubSetupReport {
        schema: 1,
        dry_run: order.dry_run,
        labels,
        files: items,
        protection,
    })
}

/// Brings the labels to what they have to be, beside those that there are.
pub(super) async fn labels(
    forge: &impl Labels,
    there: &[Label],
    order: &SetupOrder,
) -> Result<Vec<SetupItem>, GithubSetupError> {
    let mut items = Vec::new();
    for wanted in wanted() {
        let item = item(&wanted, there);
        let label = Label {
            name: item.name.clone(),
            ..wanted
        };
        match item.status {
            _ if order.dry_run => {}
            SetupStatus::Added => forge.add_label(&label).await?,
            SetupStatus::Changed => forge.change_label(&label).await?,
            _ => {}
        }
        items.push(item);
    }
    Ok(items)
}
