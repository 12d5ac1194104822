//! `orion owner`: who owns a path, who may write to it, and by which line?

use std::ffi::OsString;
use std::fs;
use std::io;
use std::ops::ControlFlow;

use orion_app::owner::{AskedPath, TrackedOwners, owners_of, owners_of_tracked};
use orion_app::path_argument::path_in_repository;
use orion_app::ports::Repository;

use super::check::paths_on_standard_input;
use crate::cli::OwnerArguments;
use crate::context::{Context, here};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::owner::{LineWriter, ObjectWriter, render_lines, render_owners};

pub(crate) fn run(arguments: &OwnerArguments, context: &Context) -> Result<Exit, Failure> {
    let repository = context.repository()?;
    if arguments.all {
        all(&repository, arguments.json, context)?;
        return Ok(Exit::Fine);
    }
    let paths = if arguments.stdin0 {
        asked(&paths_on_standard_input()?, &repository, |_| false)?
    } else {
        asked(&arguments.paths, &repository, is_directory)?
    };
    let report = owners_of(&repository, paths)?;
    let printer = &context.printer;
    if arguments.json {
        printer.json(&report)?;
    } else if arguments.stdin0 {
        printer.answer(render_lines(&report))?;
    } else {
        printer.answer(render_owners(&report, printer.theme()))?;
    }
    Ok(Exit::Fine)
}

/// Every tracked file, written while they are listed.
fn all(repository: &dyn Repository, json: bool, context: &Context) -> Result<(), Failure> {
    let owners = owners_of_tracked(repository)?;
    let stream = context.printer.stream();
    let stream = if json {
        let mut objects = ObjectWriter::new(stream, owners.rules()).map_err(Failure::writing)?;
        write_each(owners, |path, rule| objects.write(path, rule))?;
        objects.finish().map_err(Failure::writing)?
    } else {
        let mut lines = LineWriter::new(stream, owners.rules());
        write_each(owners, |path, rule| lines.write(path, rule))?;
        lines.into_inner()
    };
    stream.finish()
}

fn write_each(
    owners: TrackedOwners<'_>,
    mut write: impl FnMut(&[u8], Option<usize>) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut written = Ok(());
    owners.for_each(|path, rule| {
        written = write(path, rule);
        if written.is_ok() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })?;
    written.map_err(Failure::writing)
}

fn asked(
    arguments: &[OsString],
    repository: &dyn Repository,
    is_directory: impl Fn(&OsString) -> bool,
) -> Result<Vec<AskedPath>, Failure> {
    let directory = here()?;
    let path = |argument: &OsString| {
        let path = path_in_repository(repository.top(), &directory, argument)
            .map_err(|error| Failure::usage(error.to_string()))?;
        Ok(AskedPath {
            path,
            is_directory: is_directory(argument),
        })
    };
    arguments.iter().map(path).collect()
}

/// What is a directory on the disk, a link to one left out: git stores that as an entry.
fn is_directory(argument: &OsString) -> bool {
    fs::symlink_metadata(argument).is_ok_and(|found| found.is_dir())
}
