//! `workstreams.toml`, and who is who by it.

use orion_core::config::parse;
use orion_core::doctor::Finding;
use orion_core::doctor::checks::{author, identity, policy_missing, policy_tracked, policy_valid};
use orion_core::identity::{IdentityFacts, resolve};
use orion_core::judge::{POLICY_FILE, Policy};
use orion_core::path::RepoPath;

use super::{DoctorRequest, DoctorWorld, unknown};
use crate::ports::Revision;

/// As many commits tell who works here.
const RECENT: usize = 1000;

/// Looks at the file in the work tree; the policy, where it can be used.
pub(super) fn examine(
    world: &dyn DoctorWorld,
    request: &DoctorRequest,
    findings: &mut Vec<Finding>,
) -> Option<Policy> {
    let file = RepoPath::from(POLICY_FILE);
    let content = match world.read(&file, &Revision::WorkTree) {
        Ok(content) => content,
        Err(error) => {
            findings.push(unknown(&policy_missing::RULE, &error));
            return None;
        }
    };
    findings.push(policy_missing::check(content.is_some()));
    let content = content?;
    findings.push(match world.read(&file, &Revision::Index) {
        Ok(tracked) => policy_tracked::check(tracked.is_some()),
        Err(error) => unknown(&policy_tracked::RULE, &error),
    });
    let text = match String::from_utf8(content) {
        Ok(text) => text,
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            findings.push(policy_valid::not_text(offset));
            return None;
        }
    };
    let parsed = parse(&text);
    findings.push(policy_valid::check(&text, &parsed.diagnostics));
    let policy = Policy::new(parsed.workspace?);
    examine_people(world, request, &policy, findings);
    Some(policy)
}

fn examine_people(
    world: &dyn DoctorWorld,
    request: &DoctorRequest,
    policy: &Policy,
    findings: &mut Vec<Finding>,
) {
    findings.push(match world.identity() {
        Ok(known) => {
            let facts = IdentityFacts {
                environment: request.speaker.environment.clone(),
                login: request.speaker.login.clone().or(known.login),
                ..known
            };
            identity::check(resolve(&facts, &policy.workspace).as_ref())
        }
        Err(error) => unknown(&identity::RULE, &error),
    });
    match world.recent_authors(RECENT) {
        Ok(authors) => findings.extend(author::check(&authors, &policy.workspace)),
        Err(error) => findings.push(unknown(&author::RULE, &error)),
    }
}
