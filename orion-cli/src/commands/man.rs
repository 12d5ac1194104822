//! `orion man`: the manual, made from the command line's own types.

use std::fs;
use std::io;
use std::path::Path;

use clap::CommandFactory;

use crate::cli::{Cli, ManArguments};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::visible;

pub(crate) fn run(arguments: &ManArguments, context: &Context) -> Result<Exit, Failure> {
    match &arguments.dir {
        Some(directory) => write_pages(directory).map_err(|error| {
            let name = directory.to_string_lossy();
            Failure::surroundings(format!("cannot write to `{}`: {error}", visible(&name)))
        })?,
        None => context
            .printer
            .answer(main_page().map_err(Failure::writing)?)?,
    }
    Ok(Exit::Fine)
}

fn main_page() -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    Ok(page)
}

fn write_pages(directory: &Path) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    clap_mangen::generate_to(Cli::command(), directory)
}
