//! What gates and trust are given.

use orion_adapters::gate::{CargoGraph, LocalRunner, TrustFiles};
use orion_adapters::git::GitRepository;
use orion_adapters::quality::{QualityRecordFile, QualityReportFiles};
use orion_app::check::{CouldNotTell, read_policy};
use orion_app::gate::Trusted;
use orion_app::ports::{PushSite as _, Repository as _, Revision};
use orion_app::quality::{Figure, Measured, quality, record};
use orion_core::judge::Policy;
use orion_core::quality::FigureName;

use super::Context;
use crate::env_vars::of_others;
use crate::failure::Failure;

/// A repository with gates, as its work tree's `workstreams.toml` has them.
pub(crate) struct GateContext {
    /// The repository here.
    pub(crate) repository: GitRepository,
    /// The work tree's policy, whose commands run.
    pub(crate) policy: Policy,
    /// Who runs commands.
    pub(crate) runner: LocalRunner,
    /// Who knows what depends on what.
    pub(crate) crates: CargoGraph,
}

impl GateContext {
    /// Reads the work tree.
    ///
    /// # Errors
    /// Without a repository, or a usable `workstreams.toml` in it.
    pub(crate) fn open(context: &Context) -> Result<Self, Failure> {
        let repository = context.repository()?;
        let policy = read_policy(&repository, &Revision::WorkTree)?
            .ok_or_else(|| CouldNotTell::NoPolicy("in this repository".to_owned()))?;
        Ok(Self {
            repository,
            policy,
            runner: LocalRunner::new()?,
            crates: CargoGraph::new(of_others("CARGO").unwrap_or_else(|| "cargo".into())),
        })
    }

    /// What the user trusts in this repository.
    ///
    /// # Errors
    /// When it is not known where that is kept.
    pub(crate) fn trust_files(&self) -> Result<TrustFiles, Failure> {
        let (_, shared) = self.repository.git_directories();
        let files = TrustFiles::find(shared, of_others, std::env::home_dir());
        files.map_err(|error| Failure::surroundings(error.to_string()))
    }

    /// What may be run here.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn trusted(&self, context: &Context) -> Result<Trusted, Failure> {
        let said = context.environment.trust.as_deref();
        Ok(Trusted::find(
            &self.policy.workspace,
            said,
            &self.trust_files()?,
        )?)
    }

    /// The branch that a change is compared with, where this clone has it.
    ///
    /// # Errors
    /// When git fails.
    pub(crate) fn base(&self) -> Result<Option<String>, Failure> {
        let base = &self.policy.workspace.project.base;
        for candidate in [format!("origin/{base}"), base.clone()] {
            if self.repository.commit_at(&candidate)?.is_some() {
                return Ok(Some(candidate));
            }
        }
        Ok(None)
    }

    /// The coverage that was measured, beside its target. What the reports say is recorded.
    ///
    /// # Errors
    /// When git, or the record, fails.
    pub(crate) fn coverage(&self, context: &Context) -> Result<Figure, Failure> {
        let top = self.repository.top();
        let records = QualityRecordFile::new(top);
        let not_asked = || "GitHub is not asked by a gate".to_owned();
        let report = quality(
            &Measured {
                workspace: &self.policy.workspace,
                blockers: &Err(not_asked()),
                pull_requests: &Err(not_asked()),
                now: context.now()?,
            },
            &self.repository,
            &QualityReportFiles::new(top),
            &records,
        )?;
        record(&report, &records)?;
        let mut figures = report.figures.into_iter();
        figures
            .find(|figure| figure.name == FigureName::Coverage)
            .ok_or_else(|| Failure::surroundings("coverage was not measured"))
    }
}
