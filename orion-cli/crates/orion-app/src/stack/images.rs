//! A service's image: found, pulled or built.

use std::path::PathBuf;

use futures_util::FutureExt as _;
use futures_util::future::{LocalBoxFuture, Shared};
use orion_core::config::{BinaryBuild, Build, Run, Service};
use orion_core::stack::image_reference;

use super::ports::{Builder, Engine, Machine, Prober, StackStore};
use super::progress::{Observer, Step};
use super::report::ServiceFailure;
use super::{BuildError, EngineError, Site};

/// An image that is there.
#[derive(Debug, Clone)]
pub(super) struct Image {
    pub(super) reference: String,
    pub(super) id: String,
    pub(super) has_health_check: bool,
}

/// All binaries come from one build; whoever needs one waits for it.
pub(super) type Binaries<'a> = Shared<LocalBoxFuture<'a, Result<Vec<PathBuf>, BuildError>>>;

/// The binary that a service is built from, if it is built from one.
pub(super) fn binary_of(service: &Service) -> Option<&BinaryBuild> {
    match &service.run {
        Some(Run::Build {
            build: Build::Binary(binary),
            ..
        }) => Some(binary),
        _ => None,
    }
}

impl<E: Engine, P: Prober, B: Builder, S: StackStore, M: Machine> Site<'_, E, P, B, S, M> {
    /// Builds the binaries of these services in one go.
    pub(super) fn binaries<'s>(
        &'s self,
        services: &[&'s Service],
        observer: &'s dyn Observer,
    ) -> Binaries<'s> {
        let built: Vec<_> = services
            .iter()
            .filter_map(|service| Some((*service, binary_of(service)?)))
            .collect();
        async move {
            if built.is_empty() {
                return Ok(Vec::new());
            }
            let binaries: Vec<_> = built.iter().map(|(_, binary)| *binary).collect();
            let line = |line: String| {
                for (service, _) in &built {
                    let line = line.clone();
                    observer.step(service.name.as_str(), &Step::Building { line });
                }
            };
            self.builder.build(self.top, &binaries, line).await
        }
        .boxed_local()
        .shared()
    }

    /// The service's image. `nth` says which of the binaries is its own.
    pub(super) async fn image_of(
        &self,
        service: &Service,
        binaries: Binaries<'_>,
        nth: Option<usize>,
        observer: &dyn Observer,
    ) -> Result<Image, ServiceFailure> {
        match &service.run {
            Some(Run::Image { image, .. }) => self.present(service, image, observer).await,
            Some(Run::Build {
                build: Build::Binary(binary),
                ..
            }) => {
                let built = binaries.await.map_err(not_built)?;
                let file = nth.and_then(|nth| built.get(nth)).ok_or_else(|| {
                    ServiceFailure::new(format!("cargo built no binary `{}`", binary.binary))
                })?;
                self.thin(service, binary, file).await
            }
            Some(Run::Build {
                build: Build::Container(build),
                ..
            }) => {
                let tag = format!("orion/{}/{}:latest", self.project, service.name);
                let mut lines = Vec::new();
                let heard = |line: String| {
                    lines.push(line.clone());
                    observer.step(service.name.as_str(), &Step::Building { line });
                };
                let engine = self.engine;
                let finished = engine.build(build, self.top, &tag, &self.project, heard);
                let facts = finished.await.map_err(|error| {
                    let mut failure = refused(&error);
                    failure.log = last(lines);
                    failure
                })?;
                Ok(Image {
                    reference: tag,
                    id: facts.id,
                    has_health_check: facts.has_health_check,
                })
            }
            Some(Run::Process(_)) | None => Err(ServiceFailure::new("it runs in no container")),
        }
    }

    /// The image that the file names, after `[images]`; pulled if the engine lacks it.
    pub(super) async fn present(
        &self,
        service: &Service,
        image: &str,
        observer: &dyn Observer,
    ) -> Result<Image, ServiceFailure> {
        let reference = image_reference(image, &self.workspace.images);
        let found = self.engine.image(&reference).await;
        let facts = match found.map_err(|error| refused(&error))? {
            Some(facts) => facts,
            None => self
                .pulled(service, &reference, observer)
                .await
                .map_err(|error| refused(&error))?,
        };
        Ok(Image {
            reference,
            id: facts.id,
            has_health_check: facts.has_health_check,
        })
    }

    async fn pulled(
        &self,
        service: &Service,
        reference: &str,
        observer: &dyn Observer,
    ) -> Result<super::ImageFacts, EngineError> {
        let name = service.name.as_str();
        observer.step(name, &Step::Pulling { done: 0, total: 0 });
        let progress = |progress: super::PullProgress| {
            let super::PullProgress { done, total } = progress;
            observer.step(name, &Step::Pulling { done, total });
        };
        self.engine.pull(reference, progress).await?;
        let missing = || EngineError::NoImage {
            reference: reference.to_owned(),
            reason: "it was pulled, and is not there".to_owned(),
        };
        self.engine.image(reference).await?.ok_or_else(missing)
    }

    async fn thin(
        &self,
        service: &Service,
        binary: &BinaryBuild,
        file: &std::path::Path,
    ) -> Result<Image, ServiceFailure> {
        let digest = self.builder.digest(file).map_err(not_built)?;
        let base = binary.base.as_deref();
        let base = base.map(|base| image_reference(base, &self.workspace.images));
        let short = digest.get(..16).unwrap_or(&digest);
        let tag = format!("orion/{}/{}:{short}", self.project, service.name);
        let thin = self
            .engine
            .thin_image(file, base.as_deref(), &tag, &self.project);
        let facts = thin.await.map_err(|error| refused(&error))?;
        Ok(Image {
            reference: tag,
            id: facts.id,
            has_health_check: facts.has_health_check,
        })
    }
}

/// What the engine refused, as a service's failure.
pub(super) fn refused(error: &EngineError) -> ServiceFailure {
    ServiceFailure {
        hints: error.hints(),
        ..ServiceFailure::new(error.to_string())
    }
}

fn not_built(error: BuildError) -> ServiceFailure {
    ServiceFailure {
        log: last(error.lines),
        ..ServiceFailure::new(error.message)
    }
}

/// As many lines as a report shows.
pub(super) const LINES: usize = 20;

/// The last lines.
pub(super) fn last(mut lines: Vec<String>) -> Vec<String> {
    let from = lines.len().saturating_sub(LINES);
    lines.split_off(from)
}
