//! Whether the pull request is approved, as a step of a gate.

use orion_app::gate::{Approvals as _, CheckEnd};
use orion_app::ports::Repository as _;

use crate::context::{Context, GateContext, RequestContext};
use crate::output::visible;

/// Whether somebody else has approved this branch's pull request, and nobody wants it changed.
pub(super) async fn approval(site: &GateContext, context: &Context) -> CheckEnd {
    let requests = match RequestContext::open(context) {
        Ok(requests) => requests,
        Err(failure) => return CheckEnd::Unknown(failure.message),
    };
    let environment = &context.environment;
    let number = environment.github_ref.as_deref().and_then(number);
    let branch = match &environment.pull_request_branch {
        Some(branch) => Some(branch.clone()),
        None => match site.repository.identity() {
            Ok(facts) => facts.branch,
            Err(error) => return CheckEnd::Unknown(error.to_string()),
        },
    };
    if number.is_none() && branch.is_none() {
        return CheckEnd::Unknown("HEAD is on no branch, so it has no pull request".to_owned());
    }
    let branch = branch.unwrap_or_default();
    let asked = match requests.forge().await {
        Ok(forge) => forge.approval(number, &branch).await,
        Err(error) => Err(error),
    };
    match asked {
        Err(error) => CheckEnd::Unknown(error.to_string()),
        Ok(None) => CheckEnd::Failed(
            format!("branch `{}` has no open pull request", visible(&branch)),
            String::new(),
        ),
        Ok(Some(found)) if !found.refused_by.is_empty() => {
            let who = visible(&found.refused_by.join(", ")).into_owned();
            let because = format!("#{} is wanted changed by {who}", found.number);
            CheckEnd::Failed(because, String::new())
        }
        Ok(Some(found)) if found.approved_by.is_empty() => {
            let because = format!("nobody else has approved #{}", found.number);
            CheckEnd::Failed(because, String::new())
        }
        Ok(Some(_)) => CheckEnd::Passed,
    }
}

/// The number in `refs/pull/7/merge`.
fn number(reference: &str) -> Option<u64> {
    let rest = reference.strip_prefix("refs/pull/")?;
    rest.split('/').next()?.parse().ok()
}
