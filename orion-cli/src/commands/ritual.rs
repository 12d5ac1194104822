//! `orion standup`, `orion sync`: what a team tells each other.

use jiff::Timestamp;
use orion_app::check::actor;
use orion_app::notice::Poster as _;
use orion_app::outbox::OutboxStore as _;
use orion_app::refresh::refresh;
use orion_app::ritual::{RitualFacts, RitualReport, gather, standup, sync};
use orion_core::ids::WorkstreamId;

use super::check::speaker;
use crate::cli::{Since, StandupArguments, SyncArguments};
use crate::context::{Context, RequestContext, block_on};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{render_ritual, visible};

pub(super) fn run_standup(
    arguments: &StandupArguments,
    context: &Context,
) -> Result<Exit, Failure> {
    let site = RequestContext::open(context)?;
    let mine = if arguments.all {
        everyone(&site)
    } else {
        let speaker = speaker(&arguments.actor, context);
        let actor = actor(&site.repository, &speaker, site.rules().workspace)?;
        if actor.is_nobody() {
            let evidence = visible(&actor.evidence);
            return Err(
                Failure::usage(format!("nobody is known to be acting: {evidence}"))
                    .hint("say whose standup it is with `--as WS`, or `--all`"),
            );
        }
        actor.workstreams
    };
    let facts = facts(&site, arguments.since)?;
    let report = standup(&facts, &mine);
    let is_empty = facts.is_empty();
    answer(
        &report,
        is_empty,
        arguments.json,
        arguments.post,
        &site,
        context,
    )
}

pub(super) fn run_sync(arguments: &SyncArguments, context: &Context) -> Result<Exit, Failure> {
    let site = RequestContext::open(context)?;
    let facts = facts(&site, arguments.since)?;
    let report = sync(&facts, &everyone(&site));
    let is_empty = facts.is_empty();
    answer(
        &report,
        is_empty,
        arguments.json,
        arguments.post,
        &site,
        context,
    )
}

fn everyone(site: &RequestContext) -> Vec<WorkstreamId> {
    let workstreams = site.rules().workspace.workstreams.iter();
    workstreams
        .map(|workstream| workstream.id.clone())
        .collect()
}

fn facts(site: &RequestContext, since: Since) -> Result<RitualFacts, Failure> {
    let entries = site.store.entries()?;
    // To the second, as git counts.
    let now = Timestamp::from_second(site.now().as_second()).unwrap_or_else(|_| site.now());
    let since = since.before(now);
    block_on(async {
        let forge = site.forge().await;
        let forge = forge.as_ref().map_err(Clone::clone);
        let overview = site.overview();
        let refreshed = refresh(forge.clone(), &overview, site.machine_clock()).await;
        let rules = site.rules();
        Ok(gather(
            forge,
            refreshed,
            &site.repository,
            &entries,
            rules,
            since,
            now,
        )
        .await)
    })
}

fn answer(
    report: &RitualReport,
    is_empty: bool,
    json: bool,
    post: bool,
    site: &RequestContext,
    context: &Context,
) -> Result<Exit, Failure> {
    let printer = &context.printer;
    if json {
        printer.json(report)?;
    } else {
        printer.answer(render_ritual(report))?;
    }
    let mut exit = if is_empty {
        Exit::Surroundings
    } else {
        Exit::Fine
    };
    if post {
        let posted = block_on(async { Ok(site.webhooks().post(report).await) })?;
        if let Err(error) = posted {
            let because = error.to_string();
            printer.warning(format_args!("Slack was not told: {}", visible(&because)));
            exit = Exit::Surroundings;
        }
    }
    Ok(exit)
}
