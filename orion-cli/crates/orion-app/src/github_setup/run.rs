//! The use case.

use super::files::{FILES, owners, same_everywhere};
use super::labels::{item, wanted};
use super::{GithubSetupError, GithubSetupReport, SetupItem, SetupStatus};
use crate::forge::{Label, Labels};
use crate::ports::{Repository, WorkTreeFiles};

/// How far it goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SetupOrder {
    /// Write nothing.
    pub dry_run: bool,
    /// Replace files that say something else.
    pub force: bool,
}

/// Brings the labels of a repository on GitHub, and the files of its work tree, to what Orion needs. Done twice, the
/// second time does nothing. Nothing is ever deleted.
///
/// # Errors
/// [`GithubSetupError`]. The files are left alone when GitHub refuses the labels.
pub async fn github_setup(
    forge: &impl Labels,
    repository: &dyn Repository,
    files: &dyn WorkTreeFiles,
    order: SetupOrder,
) -> Result<GithubSetupReport, GithubSetupError> {
    let there = forge.labels().await?;
    let labels = labels(forge, &there, order).await?;
    let mut items = Vec::new();
    for file in FILES {
        items.push(same_everywhere(files, file, order)?);
    }
    items.push(owners(repository, files, order)?);
    Ok(GithubSetupReport {
        schema: 1,
        dry_run: order.dry_run,
        labels,
        files: items,
    })
}

/// Brings the labels to what they have to be, beside those that there are.
pub(super) async fn labels(
    forge: &impl Labels,
    there: &[Label],
    order: SetupOrder,
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
            SetupStatus::AsItWas | SetupStatus::Kept => {}
        }
        items.push(item);
    }
    Ok(items)
}
