//! The use case.

use orion_core::config::Workspace;
use orion_core::ids::ServiceName;
use orion_core::stack::export::{
    ComposeReader, Export, ExportError, ExportRequest, ImageNames, KubernetesSettings, Namespace,
    compose, kubernetes,
};
use orion_core::suggestion::did_you_mean;
use thiserror::Error;

use super::mounted::Mounted;
use crate::check::{CouldNotTell, read_workspace};
use crate::ports::{Repository, RepositoryError, Revision, WorkTreeFiles};

/// What is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportFormat {
    /// A Compose file.
    Compose(ComposeReader),
    /// Manifests for Kubernetes.
    Kubernetes {
        /// The namespace that they go into.
        namespace: Option<Namespace>,
    },
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct ExportOrder {
    /// What is written.
    pub format: ExportFormat,
    /// The services that are wanted, as somebody wrote them; all when there is none.
    pub services: Vec<String>,
    /// The services that are reached from outside, as somebody wrote them.
    pub public: Vec<String>,
    /// What images that are built here are called.
    pub images: ImageNames,
    /// The way from the document to the repository's root.
    pub root: String,
}

/// Why nothing was exported.
#[derive(Debug, Error)]
pub enum ExportFailure {
    /// `workstreams.toml` is not there or cannot be used, or git gives no answer.
    #[error(transparent)]
    CouldNotTell(#[from] CouldNotTell),
    /// A mounted file cannot be read.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
    /// There is no service of that name.
    #[error("`{name}` is no service")]
    UnknownService {
        /// What was written.
        name: String,
        /// What to do about it.
        hint: String,
    },
    /// There is no document.
    #[error(transparent)]
    Export(#[from] ExportError),
}

/// Writes the work tree's services for other machines.
///
/// # Errors
/// [`ExportFailure`].
pub fn export(
    repository: &dyn Repository,
    files: &dyn WorkTreeFiles,
    order: &ExportOrder,
) -> Result<Export, ExportFailure> {
    let (workspace, _) = read_workspace(repository, &Revision::WorkTree)?
        .ok_or_else(|| CouldNotTell::NoPolicy("in this repository".to_owned()))?;
    let services = known(&workspace, &order.services)?;
    let public = known(&workspace, &order.public)?;
    let request = ExportRequest {
        workspace: &workspace,
        services: &services,
        images: order.images.clone(),
        public: &public,
        root: order.root.clone(),
    };
    match &order.format {
        ExportFormat::Compose(reader) => Ok(compose(&request, *reader)?),
        ExportFormat::Kubernetes { namespace } => {
            let mounted = Mounted::read(&workspace, repository, files)?;
            let settings = KubernetesSettings {
                namespace: namespace.as_ref(),
                mounted: &|path| mounted.at(path),
            };
            Ok(kubernetes(&request, &settings)?)
        }
    }
}

fn known(workspace: &Workspace, names: &[String]) -> Result<Vec<ServiceName>, ExportFailure> {
    let all = || workspace.services.iter().map(|service| &service.name);
    let find = |name: &String| {
        all()
            .find(|known| known.as_str() == name)
            .cloned()
            .ok_or_else(|| {
                let hint =
                    did_you_mean(name, all().map(ServiceName::as_str)).unwrap_or_else(|| {
                        let all: Vec<String> = all().map(|name| format!("`{name}`")).collect();
                        format!("the services are {}", all.join(", "))
                    });
                ExportFailure::UnknownService {
                    name: name.clone(),
                    hint,
                }
            })
    };
    names.iter().map(find).collect()
}
