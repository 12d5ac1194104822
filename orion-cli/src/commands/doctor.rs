//! `orion doctor`: what is set up, what is missing, and how to mend it.

use std::env;

use orion_app::doctor::{DoctorRequest, DoctorSite, doctor, mend};
use orion_core::doctor::TokenLook;

use crate::cli::DoctorArguments;
use crate::commands::check::speaker;
use crate::context::{Context, block_on, files_of, look_at_token};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::render_doctor;

pub(crate) fn run(arguments: &DoctorArguments, context: &Context) -> Result<Exit, Failure> {
    // A repository that git does not open is a finding, not the end.
    let repository = context.repository_if_any()?;
    let token = match &repository {
        Ok(repository) if !arguments.offline => {
            block_on(async { Ok(look_at_token(repository).await) })?
        }
        _ => TokenLook::NotAsked,
    };
    let request = DoctorRequest {
        speaker: speaker(&[], context),
        orion: env::current_exe()
            .map(|path| path.into_os_string().into_encoded_bytes())
            .unwrap_or_default(),
        token,
        now: context.now()?,
    };
    let opened = repository
        .as_ref()
        .map(|repository| (repository, files_of(repository)));
    let site = match &opened {
        Ok((world, files)) => Ok(DoctorSite {
            world: *world,
            files,
        }),
        Err(error) => Err(*error),
    };
    let mut report = doctor(site, &request, Vec::new());
    if arguments.fix
        && let Ok(site) = site
    {
        let mended = mend(site, &report, &request)?;
        report = doctor(Ok(site), &request, mended);
    }
    let printer = &context.printer;
    if arguments.json {
        printer.json(&report)?;
    } else {
        printer.answer(render_doctor(&report, printer.theme()))?;
    }
    Ok(if report.healthy {
        Exit::Fine
    } else {
        Exit::Violated
    })
}
