//! `orion doctor`: what is set up, what is missing, and how to mend it.

use std::env;

use orion_app::doctor::{DoctorRequest, DoctorSite, doctor, mend};

use crate::cli::DoctorArguments;
use crate::commands::check::speaker;
use crate::context::{Context, files_of};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::render_doctor;

pub(crate) fn run(arguments: &DoctorArguments, context: &Context) -> Result<Exit, Failure> {
    let request = DoctorRequest {
        speaker: speaker(&[], context),
        orion: env::current_exe()
            .map(|path| path.into_os_string().into_encoded_bytes())
            .unwrap_or_default(),
    };
    // A repository that git does not open is a finding, not the end.
    let repository = context.repository_if_any()?;
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
