//! What a change affects: Cargo packages, by the graph of what depends on what, and workstreams, by ownership.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::WorkstreamId;
use crate::ownership::OwnershipMap;
use crate::path::RepoPath;

/// A package of the repository's Cargo workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CratePackage {
    /// Its name.
    pub name: String,
    /// Its directory, from the top of the repository and without a `/` at its end; empty for the top itself.
    pub directory: RepoPath,
    /// The names of the workspace's packages that it is built or tested with.
    pub depends_on: Vec<String>,
}

/// What a change affects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Affected {
    /// The names of packages, in order; none where nobody asked cargo, or the repository has no Cargo workspace.
    pub packages: Option<Vec<String>>,
    /// The workstreams, in order.
    pub workstreams: Vec<WorkstreamId>,
    /// The changed files that are there, in order.
    pub files: Vec<RepoPath>,
}

impl Affected {
    /// Whether it affects anything that is built: a package, or in a repository without cargo a workstream.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        match &self.packages {
            Some(packages) => packages.is_empty(),
            None => self.workstreams.is_empty(),
        }
    }
}

/// What a change of these paths affects, of which `files` are still there.
#[must_use]
pub fn affected(
    changed: &[RepoPath],
    files: Vec<RepoPath>,
    packages: Option<&[CratePackage]>,
    map: &OwnershipMap,
) -> Affected {
    let touched = packages.map(|packages| packages_of(changed, packages));
    let mut workstreams: BTreeSet<WorkstreamId> = BTreeSet::new();
    let mut owner = |path: &[u8]| {
        workstreams.extend(map.find(path).map(|rule| rule.owner.clone()));
    };
    for path in changed {
        owner(path.as_bytes());
    }
    for package in packages.unwrap_or_default() {
        let is_touched = touched
            .as_ref()
            .is_some_and(|touched| touched.contains(package.name.as_str()));
        if is_touched {
            owner(&manifest(&package.directory));
        }
    }
    Affected {
        packages: touched.map(|touched| touched.into_iter().map(str::to_owned).collect()),
        workstreams: workstreams.into_iter().collect(),
        files,
    }
}

/// As if everything were changed.
#[must_use]
pub fn everything(
    files: Vec<RepoPath>,
    packages: Option<&[CratePackage]>,
    workstreams: impl Iterator<Item = WorkstreamId>,
) -> Affected {
    let names = |packages: &[CratePackage]| {
        let names: BTreeSet<_> = packages
            .iter()
            .map(|package| package.name.clone())
            .collect();
        names.into_iter().collect()
    };
    let workstreams: BTreeSet<_> = workstreams.collect();
    Affected {
        packages: packages.map(names),
        workstreams: workstreams.into_iter().collect(),
        files,
    }
}

fn packages_of<'p>(changed: &[RepoPath], packages: &'p [CratePackage]) -> BTreeSet<&'p str> {
    if changed
        .iter()
        .any(|path| is_of_the_workspace(path.as_bytes()))
    {
        return packages
            .iter()
            .map(|package| package.name.as_str())
            .collect();
    }
    let mut dependents: BTreeMap<&str, Vec<&'p str>> = BTreeMap::new();
    for package in packages {
        for needed in &package.depends_on {
            dependents.entry(needed).or_default().push(&package.name);
        }
    }
    let mut left: Vec<&str> = changed
        .iter()
        .filter_map(|path| package_of(path.as_bytes(), packages))
        .collect();
    let mut found = BTreeSet::new();
    while let Some(name) = left.pop() {
        if found.insert(name) {
            left.extend(dependents.get(name).into_iter().flatten());
        }
    }
    found
}

/// Whether every package is built by what stands in that file.
fn is_of_the_workspace(path: &[u8]) -> bool {
    let shared: [&[u8]; 8] = [
        b"Cargo.toml",
        b"Cargo.lock",
        b"rust-toolchain",
        b"rust-toolchain.toml",
        b"clippy.toml",
        b".clippy.toml",
        b"rustfmt.toml",
        b".rustfmt.toml",
    ];
    shared.contains(&path) || path.starts_with(b".cargo/")
}

/// The package in whose directory the path is, the innermost where one lies in another.
fn package_of<'p>(path: &[u8], packages: &'p [CratePackage]) -> Option<&'p str> {
    packages
        .iter()
        .filter(|package| is_below(path, package.directory.as_bytes()))
        .max_by_key(|package| package.directory.as_bytes().len())
        .map(|package| package.name.as_str())
}

fn is_below(path: &[u8], directory: &[u8]) -> bool {
    directory.is_empty()
        || path
            .strip_prefix(directory)
            .is_some_and(|rest| rest.starts_with(b"/"))
}

fn manifest(directory: &RepoPath) -> Vec<u8> {
    let mut path = directory.as_bytes().to_vec();
    if !path.is_empty() {
        path.push(b'/');
    }
    path.extend(b"Cargo.toml");
    path
}
