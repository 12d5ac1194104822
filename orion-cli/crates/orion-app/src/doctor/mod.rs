//! `orion doctor`: looks at everything, stops at nothing.

mod hooks;
mod mend;
mod policy;
mod reviewers;
mod tree;

pub use mend::mend;

use jiff::Timestamp;
use orion_core::doctor::checks::{
    git_version, remote, repository, shallow, token, token_expiry, token_permission,
};
use orion_core::doctor::{DoctorReport, Finding, TokenLook};

use crate::check::Speaker;
use crate::ports::{
    History, HookSite, Repository, RepositoryError, RepositorySetup, WorkTreeFiles,
};

/// All that the doctor needs of the world.
pub trait DoctorWorld: Repository + RepositorySetup + HookSite + History {}

impl<T: Repository + RepositorySetup + HookSite + History> DoctorWorld for T {}

/// A repository that could be opened.
#[derive(Clone, Copy)]
pub struct DoctorSite<'a> {
    /// The repository.
    pub world: &'a dyn DoctorWorld,
    /// The files of its work tree.
    pub files: &'a dyn WorkTreeFiles,
}

/// Who asks, and with which program.
#[derive(Debug, Clone, Default)]
pub struct DoctorRequest {
    /// Who says what of themselves.
    pub speaker: Speaker,
    /// The absolute path of the program that hooks should run.
    pub orion: Vec<u8>,
    /// What is known of the token for GitHub.
    pub token: TokenLook,
    /// What time it is.
    pub now: Timestamp,
}

/// Looks at everything. A repository that cannot be opened is a finding too.
#[must_use]
pub fn doctor(
    site: Result<DoctorSite<'_>, &RepositoryError>,
    request: &DoctorRequest,
    mended: Vec<String>,
) -> DoctorReport {
    let findings = match site {
        Ok(site) => examine(site, request),
        Err(RepositoryError::GitMissing(error)) => {
            let why = format!("git could not be started: {error}");
            vec![git_version::check(Err(&why))]
        }
        Err(error) => vec![not_opened(error)],
    };
    DoctorReport::new(findings, mended)
}

fn not_opened(error: &RepositoryError) -> Finding {
    let hints = error.hints();
    repository::not_opened(&error.to_string(), hints.first().map(String::as_str))
}

fn examine(site: DoctorSite<'_>, request: &DoctorRequest) -> Vec<Finding> {
    let world = site.world;
    let mut findings = Vec::new();
    let version = world.git_version().map_err(|error| error.to_string());
    findings.push(git_version::check(
        version.as_deref().map_err(String::as_str),
    ));
    let is_shallow = world.is_shallow();
    // What was found may still be something that git does not touch.
    if let Err(error @ RepositoryError::UntrustedOwner(_)) = &is_shallow {
        findings.push(not_opened(error));
        return findings;
    }
    findings.push(repository::opened(&world.top().display().to_string()));
    let policy = policy::examine(world, request, &mut findings);
    if policy.is_some() {
        findings.push(reviewers::examine(site));
    }
    hooks::examine(world, request, &mut findings);
    tree::examine(world, policy.as_ref(), &mut findings);
    findings.push(match is_shallow {
        Ok(is_shallow) => shallow::check(is_shallow),
        Err(error) => unknown(&shallow::RULE, &error),
    });
    let named = policy
        .and_then(|policy| policy.workspace.project.repository)
        .map(|repository| repository.to_string());
    findings.push(match world.origin() {
        Ok(origin) => remote::check(named.as_deref(), origin.as_deref()),
        Err(error) => unknown(&remote::RULE, &error),
    });
    findings.extend(token::check(&request.token));
    if let TokenLook::Known(facts) = &request.token {
        findings.extend(token_expiry::check(facts, request.now));
        findings.extend(token_permission::check(facts));
    }
    findings
}

/// What could not be found out, and what to do about that.
fn unknown(rule: &orion_core::codes::Rule, error: &RepositoryError) -> Finding {
    let finding = Finding::unknown(rule, error.to_string());
    match error.hints().into_iter().next() {
        Some(hint) => finding.mended_by(hint),
        None => finding,
    }
}
