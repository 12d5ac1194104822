//! `orion contract|schema approve|changes|reject`, from the dashboard.

use orion_app::outbox::OutboxStore as _;
use orion_app::request::{Fate, decision};
use orion_core::ids::IssueNumber;
use orion_core::request::{Decision, RequestKind};

use crate::commands::outbox::{fate_of, send};
use crate::context::{Context, RequestContext};
use crate::failure::Failure;
use crate::tui::Outcome;

pub(super) async fn decide(
    kind: RequestKind,
    number: IssueNumber,
    word: Decision,
    reason: Option<&str>,
    context: &Context,
) -> Result<Outcome, Failure> {
    let site = RequestContext::open(context)?;
    let forge = site.forge().await?;
    let entry = decision(kind, number, word, reason, &forge, site.rules(), site.now()).await?;
    site.store.put(&entry)?;
    let sent = send(&site, &forge, context).await?;
    let (fate, because, _) = fate_of(&entry.key, &sent);
    let what = format!("{} {number}", word.word());
    match (fate, because) {
        (Fate::Refused, because) => Err(Failure::surroundings(format!(
            "`{what}` is not taken: {}",
            because.unwrap_or_default()
        ))
        .hint("`orion outbox` shows what waits")),
        (Fate::Queued, because) => Ok(Outcome::done(format!(
            "`{what}` is queued: {}",
            because.unwrap_or_default()
        ))),
        _ => Ok(Outcome::done(format!("{what}: sent"))),
    }
}
