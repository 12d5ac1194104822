//! `orion export`: the services for other machines.

use orion_app::export::{ExportFormat, ExportOrder, export, way_to_top};
use orion_app::ports::{Repository as _, WorkTreeFiles as _};
use orion_core::path::RepoPath;
use orion_core::stack::export::ComposeReader;

use crate::cli::{ExportArguments, ExportCommand, ExportSharedArguments, Reader};
use crate::context::{Context, files_in, files_of, here};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::tell_export_findings;

pub(crate) fn run(arguments: &ExportArguments, context: &Context) -> Result<Exit, Failure> {
    let (format, shared) = match &arguments.command {
        ExportCommand::Compose(arguments) => {
            let reader = match arguments.reader {
                Reader::Compose => ComposeReader::Compose,
                Reader::Stack => ComposeReader::Stack,
            };
            (ExportFormat::Compose(reader), &arguments.shared)
        }
        ExportCommand::Kubernetes(arguments) => {
            let namespace = arguments.namespace.clone();
            (ExportFormat::Kubernetes { namespace }, &arguments.shared)
        }
    };
    write(format, shared, context)
}

fn write(
    format: ExportFormat,
    shared: &ExportSharedArguments,
    context: &Context,
) -> Result<Exit, Failure> {
    let repository = context.repository()?;
    let output = match &shared.output {
        Some(file) => Some(here()?.join(file)),
        None => None,
    };
    let order = ExportOrder {
        format,
        services: shared.services.clone(),
        public: shared.public.clone(),
        images: shared.images.clone(),
        root: output
            .as_ref()
            .map_or_else(|| ".".to_owned(), |file| way_to_top(repository.top(), file)),
    };
    let export = export(&repository, &files_of(&repository), &order)?;
    match &output {
        None => context.printer.answer(&export.text)?,
        Some(file) => {
            let (Some(directory), Some(name)) = (file.parent(), file.file_name()) else {
                return Err(Failure::usage("`--output` names no file"));
            };
            let name = RepoPath::new(name.as_encoded_bytes());
            files_in(directory).write_file(&name, export.text.as_bytes())?;
        }
    }
    tell_export_findings(&context.printer, &export.findings);
    Ok(Exit::Fine)
}
