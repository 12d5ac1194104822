//! The same commands on the embedded platform: all services in one process.

use std::time::Duration;

use orion_app::stack::{
    DownReport, EMBEDDED_SERVICES, Embedded as _, EmbeddedError, PsReport, UpReport, UpRequest,
    down_in_one_process, ps_in_one_process, up_in_one_process,
};

use crate::context::{Context, StackContext};
use crate::output::stack::Progress;

/// Brings the platform up.
pub(super) async fn up(
    stack: &StackContext,
    request: &UpRequest,
    json: bool,
    context: &Context,
) -> Result<UpReport, EmbeddedError> {
    if !request.services.is_empty() {
        context
            .printer
            .notice("the embedded platform runs all services, whichever are asked for");
    }
    let progress = Progress::new(&context.printer, json, names());
    let platform = stack.platform();
    let came = up_in_one_process(&platform, &stack.project, request.timeout, &progress).await;
    progress.finish();
    came
}

/// How it is; none when it does not run.
pub(super) async fn ps(stack: &StackContext) -> Result<Option<PsReport>, EmbeddedError> {
    ps_in_one_process(&stack.platform(), &stack.project).await
}

/// Takes it down; none when nothing was there.
pub(super) async fn down(
    stack: &StackContext,
    volumes: bool,
    grace: Duration,
    progress: &Progress<'_>,
) -> Result<Option<DownReport>, EmbeddedError> {
    let platform = stack.platform();
    down_in_one_process(&platform, &stack.project, volumes, grace, progress).await
}

/// Whether it runs.
pub(super) async fn runs(stack: &StackContext) -> Result<bool, EmbeddedError> {
    Ok(stack.platform().status().await?.is_some())
}

fn names() -> impl Iterator<Item = &'static str> {
    EMBEDDED_SERVICES.iter().map(|(name, _)| *name)
}
