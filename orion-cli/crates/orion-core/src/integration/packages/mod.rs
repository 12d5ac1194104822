//! The packages of a repository and what they depend on, by their manifests: cargo's and npm's.

mod cargo;
mod lock;
mod npm;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

pub use lock::{Resolved, resolved};

use crate::config::{Build, Run, Service};

/// The names of the files that are read for packages and their versions.
pub const MANIFESTS: [&str; 5] = [
    "Cargo.toml",
    "Cargo.lock",
    "package.json",
    "package-lock.json",
    "pnpm-workspace.yaml",
];

/// Whose manifest it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Manager {
    /// `Cargo.toml`
    Cargo,
    /// `package.json`
    Npm,
}

/// A dependency as a manifest has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The package that it means.
    pub package: String,
    /// What it goes by in the manifest.
    pub key: String,
    /// The version that the manifest itself asks for.
    pub version: Option<String>,
    /// Whether the manifest leaves the version to the workspace's list.
    pub inherits: bool,
    /// Where it lies in this repository, from the root.
    pub path: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
}

/// A package of this repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Whose.
    pub manager: Manager,
    /// Its name.
    pub name: String,
    /// Its directory, from the root; empty for the root itself.
    pub directory: String,
    /// Its manifest.
    pub manifest: String,
    /// What it depends on.
    pub dependencies: Vec<Dependency>,
    /// Whether it takes part in the root's workspace.
    pub is_member: bool,
}

/// Everything that manifests say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Packages {
    /// The packages, by their manifests.
    pub all: Vec<Package>,
    /// The one list of each manager's workspace: the versions by the key that members go by.
    pub listed: BTreeMap<(Manager, String), String>,
    /// Manifests that cannot be read: the path, the line, and why.
    pub unread: Vec<(String, Option<usize>, String)>,
}

impl Packages {
    /// Reads the manifests among the files.
    #[must_use]
    pub fn of(files: &BTreeMap<String, String>) -> Self {
        let mut packages = Self::default();
        cargo::read(files, &mut packages);
        npm::read(files, &mut packages);
        packages
    }

    /// The package whose directory is the nearest one above a file.
    #[must_use]
    pub fn around(&self, file: &str) -> Option<&Package> {
        let holds = |package: &&Package| {
            package.directory.is_empty()
                || file
                    .strip_prefix(&package.directory)
                    .is_some_and(|rest| rest.starts_with('/'))
        };
        let around = self.all.iter().filter(holds);
        around.max_by_key(|package| package.directory.len())
    }

    /// The package that a service is built from: the one that its build names; the one around its Dockerfile, or
    /// its context; else the one whose directory has the service's name.
    #[must_use]
    pub fn of_service(&self, service: &Service) -> Option<&Package> {
        match &service.run {
            Some(Run::Build {
                build: Build::Binary(binary),
                ..
            }) => {
                return self.all.iter().find(|package| {
                    package.manager == Manager::Cargo && package.name == binary.package
                });
            }
            Some(Run::Build {
                build: Build::Container(container),
                ..
            }) => {
                let context = container.context.to_string();
                let file = container.dockerfile.to_string();
                let file = match context.trim_end_matches('/') {
                    "" | "." => file,
                    context => format!("{context}/{file}"),
                };
                let around = self.around(&file);
                // The root's package is everybody's.
                if let Some(package) = around.filter(|package| !package.directory.is_empty()) {
                    return Some(package);
                }
            }
            _ => {}
        }
        let name = service.name.as_str();
        let mut named = self.all.iter().filter(|package| {
            let last = package.directory.rsplit('/').next();
            last == Some(name)
        });
        let found = named.next();
        found.filter(|_| named.next().is_none())
    }

    /// Whether a package is built with another of this repository, directly or through others.
    #[must_use]
    pub fn builds_with(&self, package: &Package, other: &Package) -> bool {
        let mut seen = BTreeSet::new();
        let mut left = vec![package];
        while let Some(package) = left.pop() {
            if package.manifest == other.manifest {
                return true;
            }
            if seen.insert(&package.manifest) {
                left.extend(self.neighbours(package));
            }
        }
        false
    }

    /// The packages of this repository that one depends on.
    fn neighbours<'s>(&'s self, package: &'s Package) -> impl Iterator<Item = &'s Package> {
        package.dependencies.iter().filter_map(move |dependency| {
            let mut same = self.all.iter();
            same.find(|other| {
                other.manager == package.manager
                    && match (&dependency.path, package.manager) {
                        (Some(path), _) => other.directory == *path,
                        (None, Manager::Npm) => other.name == dependency.package,
                        (None, Manager::Cargo) => false,
                    }
            })
        })
    }
}

/// The directory of a file, from the root; empty for the root.
fn directory(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(directory, _)| directory)
}

/// A path beside another, with `.` and `..` taken out; none when it leads out of the repository.
fn beside(directory: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = directory
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Whether a directory is one of those that a workspace names: `*` stands for any part of a name, `**` for any
/// directories.
fn is_named(patterns: &[String], directory: &str) -> bool {
    let matches = |pattern: &String| {
        let pattern: Vec<&str> = pattern
            .trim_start_matches("./")
            .trim_end_matches('/')
            .split('/')
            .collect();
        let directory: Vec<&str> = directory.split('/').collect();
        parts_match(&pattern, &directory)
    };
    let (out, of): (Vec<_>, Vec<_>) = patterns
        .iter()
        .cloned()
        .partition(|pattern| pattern.starts_with('!'));
    let out: Vec<String> = out
        .iter()
        .map(|pattern| pattern.trim_start_matches('!').to_owned())
        .collect();
    of.iter().any(matches) && !out.iter().any(matches)
}

fn parts_match(pattern: &[&str], directory: &[&str]) -> bool {
    match (pattern.split_first(), directory.split_first()) {
        (None, None) => true,
        (Some((&"**", rest)), _) => {
            parts_match(rest, directory)
                || directory
                    .split_first()
                    .is_some_and(|(_, below)| parts_match(pattern, below))
        }
        (Some((part, rest)), Some((name, below))) => {
            part_matches(part, name) && parts_match(rest, below)
        }
        _ => false,
    }
}

fn part_matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((before, after)) => name.strip_prefix(before).is_some_and(|rest| {
            let mut ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
            ends.any(|at| part_matches(after, &rest[at..]))
        }),
    }
}
