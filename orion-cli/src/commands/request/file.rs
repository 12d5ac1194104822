//! `orion contract request`, `orion schema request`: ask for a change.

use orion_app::forge::ForgeError;
use orion_app::outbox::OutboxStore as _;
use orion_app::request::{Ask, Fate, Proposal, RequestReport, likely_duplicates, propose};
use orion_core::request::RequestKind;

use super::confirm::confirm;
use crate::cli::NewRequestArguments;
use crate::commands::outbox::{exit_of, fate_of, send};
use crate::context::{Context, LocalForge, RequestContext, block_on};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::is_interactive;
use crate::output::prompt::ask;
use crate::output::request::{render_preview, render_request};

pub(super) fn run(
    kind: RequestKind,
    arguments: &NewRequestArguments,
    context: &Context,
) -> Result<Exit, Failure> {
    let site = RequestContext::open(context)?;
    let asks = is_interactive() && !arguments.json && !arguments.yes;
    let why = match &arguments.why {
        Some(why) => why.clone(),
        None if asks => ask("Why is it needed?")?.unwrap_or_default(),
        None => String::new(),
    };
    let names: Vec<String> = arguments
        .names
        .iter()
        .chain(&arguments.path)
        .cloned()
        .collect();
    let mut proposal = propose(
        Ask {
            kind,
            what: &names,
            why: &why,
            title: arguments.title.as_deref(),
            template: site.template(kind)?.as_deref(),
        },
        site.rules(),
        &site.name().to_string(),
        &site.repository,
        site.now(),
    )?;
    let fate = block_on(async {
        let forge = site.forge().await;
        look_for_similar(&mut proposal, forge.as_ref(), &site).await?;
        if arguments.dry_run {
            return Ok(Fate::Shown);
        }
        if proposal.report.fate != Fate::AlreadySent {
            if asks && !confirm(&mut proposal, context)? {
                return Ok(Fate::Shown);
            }
            file(&mut proposal, forge, &site, context).await?;
        }
        Ok(proposal.report.fate)
    })?;
    answer(&proposal.report, arguments, context)?;
    Ok(exit_of(fate))
}

/// What is open already; without GitHub it is not known, and found out when the request is sent.
async fn look_for_similar(
    proposal: &mut Proposal,
    forge: Result<&LocalForge, &ForgeError>,
    site: &RequestContext,
) -> Result<(), Failure> {
    let report = &mut proposal.report;
    if let Some(number) = site.store.filed(&proposal.entry.key)? {
        report.fate = Fate::AlreadySent;
        report.number = Some(number);
    }
    let Ok(forge) = forge else { return Ok(()) };
    match likely_duplicates(proposal, forge, site.rules()).await {
        Ok(similar) => {
            let report = &mut proposal.report;
            if let Some(same) = similar.iter().find(|it| it.is_same) {
                report.fate = Fate::AlreadySent;
                report.number = Some(same.number);
            }
            report.similar = similar;
            Ok(())
        }
        Err(error) if error.passes() => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Into the outbox, and from there to GitHub as far as it can be reached.
async fn file(
    proposal: &mut Proposal,
    forge: Result<LocalForge, ForgeError>,
    site: &RequestContext,
    context: &Context,
) -> Result<(), Failure> {
    site.store.put(&proposal.entry)?;
    let report = &mut proposal.report;
    match forge {
        Ok(forge) => {
            let sent = send(site, &forge, context).await?;
            let (fate, because, number) = fate_of(&proposal.entry.key, &sent);
            report.fate = fate;
            report.because = because;
            report.number = match number {
                // Another process may have sent it while this one waited for its turn.
                None => site.store.filed(&proposal.entry.key)?,
                number => number,
            };
        }
        Err(error) => {
            report.fate = Fate::Queued;
            report.because = Some(error.to_string());
        }
    }
    report.url = report.number.map(|number| site.name().issue_url(number));
    Ok(())
}

fn answer(
    report: &RequestReport,
    arguments: &NewRequestArguments,
    context: &Context,
) -> Result<(), Failure> {
    let printer = &context.printer;
    if arguments.json {
        return printer.json(report);
    }
    if arguments.dry_run {
        return printer.answer(render_preview(report, printer.theme()));
    }
    printer.answer(render_request(report, printer.theme()))
}
