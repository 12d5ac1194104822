//! Whether what was built is what the sources say still, seen from the files alone: cargo takes half a second to
//! find that it has nothing to do.
//!
//! A record of the last build holds each file that the binaries were made from, as cargo lists them beside each binary
//! (<https://doc.rust-lang.org/cargo/reference/build-cache.html#dep-info-files>), with the manifests, lock files and
//! configuration that apply to them, the compiler, and the environment. While all of them are as they were, so is what
//! cargo would build. In any doubt there is no record, and cargo is asked.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use orion_core::config::BinaryBuild;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::digest;
use crate::files;

/// What may lie in a directory above a source and change what cargo makes of it.
const ABOVE: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config",
    ".cargo/config.toml",
    "rust-toolchain",
    "rust-toolchain.toml",
];

/// Variables that shells and terminals change, and no build asks for.
const VOLATILE: &[&str] = &["_", "COLUMNS", "LINES", "OLDPWD", "PWD", "SHLVL", "TERM"];

/// What was built, and what from.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record {
    surroundings: String,
    /// Every file that counts; those that are not there count too.
    files: BTreeMap<PathBuf, Option<Stamp>>,
    binaries: Vec<Built>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Built {
    package: String,
    binary: String,
    base: Option<String>,
    path: PathBuf,
    stamp: Stamp,
    digest: String,
}

/// By what a file is known to be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    modified: SystemTime,
    bytes: u64,
}

impl Stamp {
    /// That of the file as it is; none where there is no file.
    fn of(path: &Path) -> io::Result<Option<Self>> {
        match fs::metadata(path) {
            Ok(metadata) => Ok(Some(Self {
                modified: metadata.modified()?,
                bytes: metadata.len(),
            })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// What is around a build and not in its files, as far as it counts: told apart, never told.
pub(super) fn surroundings(cargo: &OsString, variables: &BTreeMap<OsString, OsString>) -> String {
    let mut sum = Sha256::new();
    let mut add = |text: &OsString| {
        let bytes = text.as_encoded_bytes();
        sum.update(bytes.len().to_le_bytes());
        sum.update(bytes);
    };
    add(cargo);
    for (name, value) in variables {
        if !VOLATILE.iter().any(|volatile| name == volatile) {
            add(name);
            add(value);
        }
    }
    digest::digits(&sum.finalize())
}

/// The user's own settings of cargo and of the compiler's manager.
pub(super) fn settings(variables: &BTreeMap<OsString, OsString>) -> Vec<PathBuf> {
    let home = |variable: &str, usual: &str| {
        let own = variables.get(OsStr::new(variable)).map(PathBuf::from);
        own.or_else(|| Some(Path::new(variables.get(OsStr::new("HOME"))?).join(usual)))
    };
    let mut files = Vec::new();
    if let Some(rustup) = home("RUSTUP_HOME", ".rustup") {
        files.push(rustup.join("settings.toml"));
    }
    if let Some(cargo) = home("CARGO_HOME", ".cargo") {
        files.extend(["config", "config.toml"].map(|name| cargo.join(name)));
    }
    files
}

impl Record {
    /// The record that lies there, if it can be read; whoever writes it writes it as a whole.
    pub(super) fn read(path: &Path) -> Option<Self> {
        serde_json::from_slice(&files::read(path).ok()??).ok()
    }

    /// Keeps the record; without it the next build takes a little longer.
    pub(super) fn write(&self, path: &Path) {
        if let Ok(content) = serde_json::to_vec(self) {
            let _ = files::write(path, &content);
        }
    }

    /// Of a build that began then, and also depends on the files `around` it; none where something may have changed
    /// since, or may depend on what nobody lists.
    pub(super) fn of(
        surroundings: String,
        began: SystemTime,
        built: &[(&BinaryBuild, &Path)],
        around: &[PathBuf],
    ) -> Option<Self> {
        let mut watched: BTreeSet<PathBuf> = around.iter().cloned().collect();
        let mut binaries = Vec::new();
        for (binary, path) in built {
            watched.extend(sources(path)?);
            binaries.push(Built {
                package: binary.package.clone(),
                binary: binary.binary.clone(),
                base: binary.base.clone(),
                path: path.to_path_buf(),
                stamp: Stamp::of(path).ok()??,
                digest: digest::of(path).ok()?,
            });
        }
        let directories: BTreeSet<PathBuf> = watched
            .iter()
            .filter(|file| !around.contains(file))
            .flat_map(|file| file.ancestors().skip(1))
            .map(Path::to_owned)
            .collect();
        for directory in directories {
            // A build script may look at anything.
            let is_package = directory.join("Cargo.toml").exists();
            if is_package && directory.join("build.rs").exists() {
                return None;
            }
            watched.extend(ABOVE.iter().map(|name| directory.join(name)));
        }
        let mut files = BTreeMap::new();
        for file in watched {
            let stamp = Stamp::of(&file).ok()?;
            if stamp.is_some_and(|stamp| stamp.modified >= began) {
                return None;
            }
            files.insert(file, stamp);
        }
        Some(Self {
            surroundings,
            files,
            binaries,
        })
    }

    /// Where these binaries lie, if nothing has changed since they were built.
    pub(super) fn fresh(
        &self,
        surroundings: &str,
        binaries: &[&BinaryBuild],
    ) -> Option<Vec<PathBuf>> {
        let are_as_they_were = self.surroundings == surroundings
            && self.files.iter().all(|(file, stamp)| is(file, *stamp));
        if !are_as_they_were {
            return None;
        }
        let place = |binary: &&BinaryBuild| {
            let built = self.binaries.iter().find(|built| {
                built.package == binary.package
                    && built.binary == binary.binary
                    && built.base == binary.base
            })?;
            is(&built.path, Some(built.stamp)).then(|| built.path.clone())
        };
        binaries.iter().map(place).collect()
    }

    /// The digest of a binary, if it is one of these.
    pub(super) fn digest(&self, file: &Path) -> Option<&str> {
        let built = self.binaries.iter().find(|built| built.path == file)?;
        is(file, Some(built.stamp)).then_some(built.digest.as_str())
    }
}

fn is(file: &Path, stamp: Option<Stamp>) -> bool {
    Stamp::of(file).is_ok_and(|now| now == stamp)
}

/// What cargo says that the binary was made from, the packages of registries left out: the lock file tells of those.
fn sources(binary: &Path) -> Option<Vec<PathBuf>> {
    let listed = fs::read_to_string(binary.with_extension("d")).ok()?;
    let (_, listed) = listed.lines().next()?.split_once(": ")?;
    // Spaces in names have a `\` before them.
    let parted = listed.replace("\\ ", "\0");
    let names = parted.split(' ').filter(|name| !name.is_empty());
    let files: Vec<PathBuf> = names.map(|name| name.replace('\0', " ").into()).collect();
    // By configuration they may be told from some directory.
    files.iter().all(|file| file.is_absolute()).then_some(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_spaces_stay_whole() {
        let directory = tempfile::tempdir().unwrap();
        let binary = directory.path().join("auth");
        let listed = "/t/debug/auth: /s/a\\ b.rs /s/main.rs\n";
        fs::write(directory.path().join("auth.d"), listed).unwrap();
        let expected: Vec<PathBuf> = vec!["/s/a b.rs".into(), "/s/main.rs".into()];
        assert_eq!(sources(&binary).unwrap(), expected);
        assert!(sources(&directory.path().join("user")).is_none());
    }

    #[test]
    fn what_a_terminal_changes_does_not_count() {
        let of = |name: &str, value: &str| {
            surroundings(
                &"cargo".into(),
                &BTreeMap::from([(name.into(), value.into())]),
            )
        };
        assert_eq!(of("COLUMNS", "80"), of("COLUMNS", "120"));
        assert_ne!(of("RUSTFLAGS", "-g"), of("RUSTFLAGS", "-O"));
        assert_ne!(of("AB", "C"), of("A", "BC"));
    }
}
