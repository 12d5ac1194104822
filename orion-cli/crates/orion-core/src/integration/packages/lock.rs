//! The versions that members were resolved to: `Cargo.lock` and `package-lock.json`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value;

use super::{Manager, Packages};

/// A version of a listed dependency that members of the workspace build with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Resolved {
    /// The lock file.
    pub file: &'static str,
    /// The dependency's package.
    pub package: String,
    /// The version.
    pub version: String,
    /// A member that builds with it.
    pub member: String,
    /// The line of the version's entry.
    pub line: Option<usize>,
}

#[derive(Deserialize)]
struct CargoLock {
    #[serde(default)]
    package: Vec<LockedPackage>,
}

#[derive(Deserialize)]
struct LockedPackage {
    name: String,
    version: String,
    source: Option<String>,
    #[serde(default)]
    dependencies: Vec<String>,
}

/// For every listed dependency, each version that members build with, once. What third parties bring along for
/// themselves is theirs. Where a lock file cannot be read, `Err` says which, and why.
pub fn resolved(
    packages: &Packages,
    files: &BTreeMap<String, String>,
) -> Vec<Result<Resolved, (&'static str, String)>> {
    let mut all = Vec::new();
    if let Some(text) = files.get("Cargo.lock") {
        match toml::from_str::<CargoLock>(text) {
            Ok(lock) => all.extend(of_cargo(packages, &lock, text).into_iter().map(Ok)),
            Err(error) => all.push(Err(("Cargo.lock", error.message().to_owned()))),
        }
    }
    if let Some(text) = files.get("package-lock.json") {
        match serde_json::from_str::<Value>(text) {
            Ok(lock) => all.extend(of_npm(packages, &lock, text).into_iter().map(Ok)),
            Err(error) => all.push(Err(("package-lock.json", error.to_string()))),
        }
    }
    all
}

fn of_cargo(packages: &Packages, lock: &CargoLock, text: &str) -> Vec<Resolved> {
    let members = || {
        let members = packages.all.iter();
        members.filter(|package| package.manager == Manager::Cargo && package.is_member)
    };
    let mut found = BTreeSet::new();
    for locked in lock.package.iter().filter(|locked| locked.source.is_none()) {
        let Some(member) = members().find(|member| member.name == locked.name) else {
            continue;
        };
        for dependency in &locked.dependencies {
            // `name`, `name version` or `name version (source)`.
            let mut words = dependency.split(' ');
            let (Some(name), version) = (words.next(), words.next()) else {
                continue;
            };
            let keys = member.dependencies.iter();
            let mut keys = keys.filter(|known| known.package == name);
            let is_listed = keys.any(|known| {
                let key = (Manager::Cargo, known.key.clone());
                packages.listed.contains_key(&key)
            });
            if !is_listed {
                continue;
            }
            let mut versions = lock.package.iter().filter(|locked| locked.name == name);
            let version = version.or_else(|| Some(versions.next()?.version.as_str()));
            if let Some(version) = version {
                found.insert((name.to_owned(), version.to_owned(), member.name.clone()));
            }
        }
    }
    let entry = |name: &str, version: &str| {
        let both = format!("name = \"{name}\"\nversion = \"{version}\"\n");
        text.find(&both)
    };
    once_each(found)
        .map(|(package, version, member)| Resolved {
            file: "Cargo.lock",
            line: entry(&package, &version).map(|at| line(text, at)),
            package,
            version,
            member,
        })
        .collect()
}

fn of_npm(packages: &Packages, lock: &Value, text: &str) -> Vec<Resolved> {
    let Some(entries) = lock.get("packages").and_then(Value::as_object) else {
        return Vec::new();
    };
    let version = |key: &str| Some(entries.get(key)?.get("version")?.as_str()?.to_owned());
    let mut found = BTreeSet::new();
    let mut keys = BTreeMap::new();
    let members = packages.all.iter();
    for member in members.filter(|package| package.manager == Manager::Npm && package.is_member) {
        for dependency in &member.dependencies {
            let name = &dependency.package;
            if !packages.listed.contains_key(&(Manager::Npm, name.clone())) {
                continue;
            }
            // Its own comes before the one that all share.
            let own = format!("{}/node_modules/{name}", member.directory);
            let key = [own, format!("node_modules/{name}")]
                .into_iter()
                .find(|key| entries.contains_key(key));
            let resolved = key.and_then(|key| Some((version(&key)?, key)));
            if let Some((version, key)) = resolved {
                keys.insert((name.clone(), version.clone()), key);
                found.insert((name.clone(), version, member.name.clone()));
            }
        }
    }
    once_each(found)
        .map(|(package, version, member)| {
            let key = keys.get(&(package.clone(), version.clone()));
            let at = key.and_then(|key| text.find(&format!("\"{key}\"")));
            Resolved {
                file: "package-lock.json",
                line: at.map(|at| line(text, at)),
                package,
                version,
                member,
            }
        })
        .collect()
}

/// Each version of each package once, with its first member.
fn once_each(
    found: BTreeSet<(String, String, String)>,
) -> impl Iterator<Item = (String, String, String)> {
    let mut seen = BTreeSet::new();
    found
        .into_iter()
        .filter(move |(package, version, _)| seen.insert((package.clone(), version.clone())))
}

fn line(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}
