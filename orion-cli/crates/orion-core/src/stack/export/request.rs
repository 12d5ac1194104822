//! What is to be exported.

use crate::config::Workspace;
use crate::ids::ServiceName;

/// What is to be exported, and what only the caller knows.
#[derive(Debug, Clone)]
pub struct ExportRequest<'a> {
    /// The whole `workstreams.toml`.
    pub workspace: &'a Workspace,
    /// The services that are wanted; what they depend on comes with them. All when there is none.
    pub services: &'a [ServiceName],
    /// What images that are built here are called.
    pub images: ImageNames,
    /// The services that are reached from outside. When there is none: each that listens and that no other
    /// service uses.
    pub public: &'a [ServiceName],
    /// The way from the document to the repository's root: `.` where it lies there.
    pub root: String,
}

/// The names of images that are built here: a text in which `{project}` and `{service}` stand for names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageNames(String);

impl ImageNames {
    /// What they are called when nobody says otherwise.
    pub const USUAL: &'static str = "orion/{project}/{service}:latest";

    /// Takes a template; `None` when services could not be told apart by it.
    #[must_use]
    pub fn new(template: &str) -> Option<Self> {
        let has_no_space = !template.contains(|letter: char| letter.is_whitespace());
        (template.contains("{service}") && has_no_space).then(|| Self(template.to_owned()))
    }

    /// The name of a service's image. Names of images are in small letters.
    #[must_use]
    pub fn of(&self, project: &str, service: &ServiceName) -> String {
        self.0
            .replace("{project}", project)
            .replace("{service}", &service.as_str().to_lowercase())
    }
}

impl Default for ImageNames {
    fn default() -> Self {
        Self(Self::USUAL.to_owned())
    }
}
