//! cargo's packages, and which of them is built with which.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use orion_app::gate::CrateGraph;
use orion_core::gate::CratePackage;
use orion_core::path::RepoPath;
use serde::Deserialize;
use tokio::process::Command;

/// Asks cargo. It reads the repository's own configuration and toolchain, so nobody asks it before the repository's
/// commands are trusted.
#[derive(Debug)]
pub struct CargoGraph {
    cargo: OsString,
}

impl CargoGraph {
    /// Asks that program, usually `cargo`.
    pub fn new(cargo: impl Into<OsString>) -> Self {
        Self {
            cargo: cargo.into(),
        }
    }
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: PathBuf,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    /// Where it lies, for what is no registry's.
    path: Option<PathBuf>,
}

impl CrateGraph for CargoGraph {
    async fn packages(&self, top: &Path) -> Result<Option<Vec<CratePackage>>, String> {
        if !top.join("Cargo.toml").is_file() {
            return Ok(None);
        }
        let arguments = [
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version=1",
            "--color=never",
        ];
        let output = Command::new(&self.cargo)
            .args(arguments)
            .current_dir(top)
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .output()
            .await
            .map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
        }
        let metadata: Metadata =
            serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
        Ok(Some(packages(&metadata, top)))
    }
}

fn packages(metadata: &Metadata, top: &Path) -> Vec<CratePackage> {
    let directory = |package: &Package| {
        let parent = package.manifest_path.parent();
        parent.map(Path::to_owned).unwrap_or_default()
    };
    let names: BTreeMap<PathBuf, &str> = metadata
        .packages
        .iter()
        .map(|package| (directory(package), package.name.as_str()))
        .collect();
    let one = |package: &Package| {
        let needed = package.dependencies.iter();
        // By where it lies: a package may go by another name, and one of a registry by the same.
        let needed = needed.filter_map(|needed| names.get(needed.path.as_deref()?));
        let directory = directory(package);
        let below = directory.strip_prefix(top).ok()?;
        Some(CratePackage {
            name: package.name.clone(),
            directory: RepoPath::new(below.as_os_str().as_encoded_bytes()),
            depends_on: needed.map(|name| (*name).to_owned()).collect(),
        })
    };
    // What lies outside the repository is changed by no commit of it.
    metadata.packages.iter().filter_map(one).collect()
}
