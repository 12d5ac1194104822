//! What cargo knows of the workspace.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use orion_app::stack::BuildError;
use serde::Deserialize;
use tokio::process::Command;

use super::process::{answer, failure};

/// A workspace, as cargo tells it.
#[derive(Debug, Clone)]
pub(super) struct CargoWorkspace {
    /// Where it was asked.
    pub(super) top: PathBuf,
    /// The target triple of this machine.
    pub(super) host: String,
    /// Where cargo puts what it builds.
    pub(super) target_directory: PathBuf,
    /// The names of its packages.
    pub(super) packages: BTreeSet<String>,
    /// The compiler, behind whatever chooses one; none where it does not say where it is.
    pub(super) compiler: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    target_directory: PathBuf,
}

#[derive(Deserialize)]
struct Package {
    name: String,
}

impl CargoWorkspace {
    /// Asks cargo twice and the compiler once, by these commands that lack their arguments.
    pub(super) async fn ask(
        top: &Path,
        mut version: Command,
        mut metadata: Command,
        mut compiler: Command,
    ) -> Result<Self, BuildError> {
        version.arg("-vV");
        compiler.args(["--print", "sysroot"]);
        metadata.args([
            "metadata",
            "--no-deps",
            "--format-version=1",
            "--color=never",
        ]);
        let (version, metadata, sysroot) = tokio::join!(
            answer(version, "what machine this is"),
            answer(metadata, "what the workspace is"),
            answer(compiler, "where the compiler is")
        );
        let (version, metadata) = (version?, metadata?);
        let version = String::from_utf8_lossy(&version);
        let host = version
            .lines()
            .find_map(|line| line.strip_prefix("host: "))
            .ok_or_else(|| failure("cargo does not say what machine this is"))?;
        let metadata: Metadata = serde_json::from_slice(&metadata)
            .map_err(|error| failure(&format!("cargo's metadata cannot be read: {error}")))?;
        Ok(Self {
            top: top.to_owned(),
            host: host.trim().to_owned(),
            target_directory: metadata.target_directory,
            packages: metadata
                .packages
                .into_iter()
                .map(|package| package.name)
                .collect(),
            compiler: sysroot.ok().map(|sysroot| {
                let sysroot = String::from_utf8_lossy(&sysroot).into_owned();
                Path::new(sysroot.trim()).join("bin/rustc")
            }),
        })
    }
}
