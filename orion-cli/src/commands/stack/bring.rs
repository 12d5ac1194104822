//! Bringing services up in a way that Ctrl-C ends in order.

use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};
use orion_app::stack::{Ascent, StackError, UpReport, UpRequest};

use crate::context::{Context, LocalSite, interrupted};
use crate::output::stack::Progress;

/// How long what was started has to end after Ctrl-C.
pub(super) const GRACE: Duration = Duration::from_secs(10);

/// Brings the services up; none when that was interrupted: then what was started is stopped, or, at the second
/// interruption, killed.
pub(super) async fn bring(
    site: &LocalSite<'_>,
    request: &UpRequest,
    progress: &Progress<'_>,
    context: &Context,
) -> Result<Option<UpReport>, StackError> {
    let ascent = Ascent::default();
    let came = {
        let rising = pin!(site.up(request, &ascent, progress));
        let interrupted = pin!(interrupted());
        select(rising, interrupted).await.into_report()
    };
    progress.finish();
    if let Some(report) = came {
        return report.map(Some);
    }
    let started = ascent.started().len();
    if started > 0 {
        context.printer.notice(format!(
            "interrupted: stopping the {started} containers that were started; Ctrl-C again kills them"
        ));
    }
    let stopping = pin!(site.halt(&ascent, GRACE));
    let again = pin!(interrupted());
    if let Either::Right(_) = select(stopping, again).await {
        site.halt(&ascent, Duration::ZERO).await;
    }
    Ok(None)
}

/// What came first.
trait First<T> {
    fn into_report(self) -> Option<T>;
}

impl<T, A, B> First<T> for Either<(T, A), ((), B)> {
    fn into_report(self) -> Option<T> {
        match self {
            Self::Left((report, _)) => Some(report),
            Self::Right(_) => None,
        }
    }
}
