//! Builds binaries with this machine's cargo.
//!
//! They are built as `cargo build` does, unoptimised: from an edit to a service that runs again it is seconds then.
//! They lie in `orion-stack` in cargo's target directory, so that neither side throws away what the other has
//! built, and neither waits for the other's lock. The lock file is not insisted on (`--locked`): who has just
//! added a dependency wants to see it run.

mod digest;
mod flags;
mod fresh;
mod messages;
mod process;
mod workspace;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use orion_app::stack::{BuildError, Builder};
use orion_core::config::BinaryBuild;
use tokio::process::Command;

use fresh::Record;
use messages::Artifact;
use workspace::CargoWorkspace;

/// The directory in cargo's target directory that is the stack's.
const TARGET: &str = "orion-stack";
/// Images carry code, not what a debugger wants.
const STRIPPED: &str = "profile.dev.strip=\"debuginfo\"";

/// Builds with cargo.
#[derive(Debug)]
pub struct CargoBuilder {
    cargo: OsString,
    variables: BTreeMap<OsString, OsString>,
    known: RefCell<Option<CargoWorkspace>>,
    /// Where is kept what the last build was made from.
    record: Option<PathBuf>,
    kept: RefCell<Option<Record>>,
}

impl CargoBuilder {
    /// Builds with that program, usually `cargo`, in the environment of this process.
    pub fn new(cargo: impl Into<OsString>) -> Self {
        Self::with_environment(cargo, crate::environment::variables())
    }

    /// The same in an environment of these variables and no others.
    pub fn with_environment(
        cargo: impl Into<OsString>,
        variables: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Self {
        Self {
            cargo: cargo.into(),
            variables: variables
                .into_iter()
                .filter(|(name, _)| !flags::is_of_an_outer_cargo(name))
                .collect(),
            known: RefCell::new(None),
            record: None,
            kept: RefCell::new(None),
        }
    }

    /// The same, which keeps in that file what it has built, and does not ask cargo while nothing of that has changed.
    #[must_use]
    pub fn remembering(self, record: PathBuf) -> Self {
        Self {
            kept: RefCell::new(Record::read(&record)),
            record: Some(record),
            ..self
        }
    }

    /// Builds a package's binary as `cargo build` by itself would, in the directory that it would use: for a program
    /// that runs on this machine.
    ///
    /// # Errors
    /// When it cannot be built.
    pub async fn build_here(
        &self,
        top: &Path,
        binary: &BinaryBuild,
        mut line: impl FnMut(String),
    ) -> Result<PathBuf, BuildError> {
        let command = self.build_command(top, &[binary]);
        let artifacts = process::build(command, &names(&[binary]), &mut line).await?;
        messages::executable(&artifacts, binary)
    }

    /// Whether the workspace at `top` has a package of that name.
    ///
    /// # Errors
    /// When cargo cannot say.
    pub async fn has_package(&self, top: &Path, package: &str) -> Result<bool, BuildError> {
        Ok(self.workspace(top).await?.packages.contains(package))
    }

    /// Builds one group of binaries that are linked in the same way.
    async fn build_group(
        &self,
        top: &Path,
        binaries: &[&BinaryBuild],
        is_static: bool,
        line: &mut impl FnMut(String),
    ) -> Result<Vec<Artifact>, BuildError> {
        if binaries.is_empty() {
            return Ok(Vec::new());
        }
        let workspace = self.workspace(top).await?;
        let mut command = self.build_command(top, binaries);
        command
            .arg("--target-dir")
            .arg(workspace.target_directory.join(TARGET))
            .args(["--config", STRIPPED]);
        if is_static {
            command.args(["--target", &workspace.host]);
            flags::link_statically(&mut command, &workspace.host, &self.variables);
        }
        process::build(command, &names(binaries), line).await
    }

    fn build_command(&self, top: &Path, binaries: &[&BinaryBuild]) -> Command {
        let mut command = self.command(&self.cargo, top);
        command.args([
            "build",
            "--message-format=json-render-diagnostics",
            "--color=never",
        ]);
        for binary in binaries {
            command.args(["--package", &binary.package, "--bin", &binary.binary]);
        }
        command
    }

    fn command(&self, program: &OsStr, top: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(top)
            .env_clear()
            .envs(&self.variables)
            .kill_on_drop(true);
        command
    }

    /// Keeps what was built from what, if somebody is to remember it.
    async fn remember(
        &self,
        top: &Path,
        began: SystemTime,
        built: &[(&BinaryBuild, &Path)],
    ) -> Result<(), BuildError> {
        let Some(file) = &self.record else {
            return Ok(());
        };
        // A compiler that changes unseen would leave binaries that look fresh.
        let Some(compiler) = self.workspace(top).await?.compiler else {
            return Ok(());
        };
        let mut around = fresh::settings(&self.variables);
        around.push(compiler);
        let surroundings = fresh::surroundings(&self.cargo, &self.variables);
        let record = Record::of(surroundings, began, built, &around);
        if let Some(record) = &record {
            record.write(file);
        }
        self.kept.replace(record);
        Ok(())
    }

    /// What cargo says of the workspace; asked once.
    async fn workspace(&self, top: &Path) -> Result<CargoWorkspace, BuildError> {
        if let Some(known) = self
            .known
            .borrow()
            .as_ref()
            .filter(|known| known.top == top)
        {
            return Ok(known.clone());
        }
        let cargo = || self.command(&self.cargo, top);
        let rustc = self.variables.get(OsStr::new("RUSTC"));
        let rustc = self.command(rustc.map_or(OsStr::new("rustc"), OsString::as_os_str), top);
        let workspace = CargoWorkspace::ask(top, cargo(), cargo(), rustc).await?;
        self.known.replace(Some(workspace.clone()));
        Ok(workspace)
    }
}

impl Builder for CargoBuilder {
    async fn build(
        &self,
        top: &Path,
        binaries: &[&BinaryBuild],
        mut line: impl FnMut(String),
    ) -> Result<Vec<PathBuf>, BuildError> {
        if !cfg!(target_os = "linux") {
            return Err(BuildError {
                message: format!(
                    "{} would be built for this system, and containers run Linux: give a `Dockerfile` instead of \
                     a binary",
                    names(binaries)
                ),
                lines: Vec::new(),
            });
        }
        if let Some(record) = &*self.kept.borrow() {
            let surroundings = fresh::surroundings(&self.cargo, &self.variables);
            if let Some(built) = record.fresh(&surroundings, binaries) {
                return Ok(built);
            }
        }
        let began = SystemTime::now();
        let (alone, based): (Vec<&BinaryBuild>, Vec<&BinaryBuild>) =
            binaries.iter().partition(|binary| binary.base.is_none());
        let alone = self.build_group(top, &alone, true, &mut line).await?;
        let based = self.build_group(top, &based, false, &mut line).await?;
        let built: Vec<PathBuf> = binaries
            .iter()
            .map(|binary| {
                let artifacts = if binary.base.is_none() {
                    &alone
                } else {
                    &based
                };
                messages::executable(artifacts, binary)
            })
            .collect::<Result<_, _>>()?;
        let pairs: Vec<(&BinaryBuild, &Path)> = binaries
            .iter()
            .zip(&built)
            .map(|(binary, path)| (*binary, path.as_path()))
            .collect();
        self.remember(top, began, &pairs).await?;
        Ok(built)
    }

    fn digest(&self, file: &Path) -> Result<String, BuildError> {
        if let Some(known) = self
            .kept
            .borrow()
            .as_ref()
            .and_then(|kept| kept.digest(file))
        {
            return Ok(known.to_owned());
        }
        digest::of(file).map_err(|error| BuildError {
            message: format!("`{}` cannot be read: {error}", file.display()),
            lines: Vec::new(),
        })
    }
}

/// `a`, `b`
fn names(binaries: &[&BinaryBuild]) -> String {
    let names: Vec<String> = binaries
        .iter()
        .map(|binary| format!("`{}`", binary.binary))
        .collect();
    names.join(", ")
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests;
