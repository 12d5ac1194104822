//! The platform's program.
//!
//! Where its package is part of the work tree it is built, unoptimised, as the stack's other binaries are: a first
//! `orion up` on a machine that has nothing but Rust is to end soon, and optimising the whole platform takes several
//! times as long as building it. What computes much is optimised even so.

use std::env;
use std::path::{Path, PathBuf};

use orion_app::stack::{BuildError, EmbeddedError, EmbeddedStep};
use orion_core::config::BinaryBuild;

use crate::stack::builder::CargoBuilder;

/// The package, and its binary.
const NAME: &str = "orion-platform";

/// The directories that a program is looked for in.
#[derive(Debug, Default)]
pub(super) struct ProgramSearch(pub(super) Vec<PathBuf>);

impl ProgramSearch {
    /// Beside this program, and then on `PATH`.
    pub(super) fn of_this_process() -> Self {
        let here = env::current_exe().ok();
        let mut directories: Vec<PathBuf> = here
            .iter()
            .filter_map(|program| program.parent())
            .map(Path::to_owned)
            .collect();
        if let Some(path) = crate::environment::path() {
            directories.extend(env::split_paths(&path).filter(|directory| directory.is_absolute()));
        }
        Self(directories)
    }

    fn find(&self) -> Option<PathBuf> {
        let name = format!("{NAME}{}", env::consts::EXE_SUFFIX);
        self.0
            .iter()
            .map(|directory| directory.join(&name))
            .find(|program| is_program(program))
    }
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata()
        .is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// Builds the program, or finds it.
pub(super) async fn find(
    top: &Path,
    builder: &CargoBuilder,
    search: &ProgramSearch,
    step: &mut impl FnMut(EmbeddedStep),
) -> Result<PathBuf, EmbeddedError> {
    let mut unknown: Option<BuildError> = None;
    if top.join("Cargo.toml").is_file() {
        match builder.has_package(top, NAME).await {
            Ok(true) => {
                step(EmbeddedStep::Building);
                let binary = BinaryBuild {
                    package: NAME.to_owned(),
                    binary: NAME.to_owned(),
                    base: None,
                };
                let line = |line| step(EmbeddedStep::Line(line));
                return Ok(builder.build_here(top, &binary, line).await?);
            }
            Ok(false) => {}
            Err(error) => unknown = Some(error),
        }
    }
    match (search.find(), unknown) {
        (Some(program), _) => Ok(program),
        (None, Some(error)) => Err(error.into()),
        (None, None) => Err(EmbeddedError::NoProgram),
    }
}
