//! `package.json`: <https://docs.npmjs.com/cli/configuring-npm/package-json>; pnpm names its workspaces in
//! `pnpm-workspace.yaml`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Dependency, Manager, Package, Packages, beside, directory, is_named};
use crate::integration::sources::document;

const KINDS: [&str; 4] = [
    "dependencies",
    "devDependencies",
    "peerDependencies",
    "optionalDependencies",
];
/// The kinds that fix a version for whoever builds here; a peer's range says what would do.
const LISTED: [&str; 2] = ["dependencies", "devDependencies"];
/// Protocols of versions that mean a package of this repository.
const HERE: [&str; 3] = ["workspace:", "file:", "link:"];

pub(super) fn read(files: &BTreeMap<String, String>, packages: &mut Packages) {
    let is_manifest = |path: &str| path == "package.json" || path.ends_with("/package.json");
    let mut manifests = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| is_manifest(path)) {
        match document(path, text) {
            Ok(manifest) => manifests.push((path, text, manifest)),
            Err((line, why)) => packages.unread.push((path.clone(), line, why)),
        }
    }
    let root = manifests.iter().find(|(path, ..)| *path == "package.json");
    let members = root.map(|(.., root)| workspaces(root, files));
    let members = members.filter(|members| !members.is_empty());
    if let (Some((.., root)), Some(_)) = (root, &members) {
        for (key, version) in LISTED.iter().flat_map(|kind| entries(root, kind)) {
            let listed = (Manager::Npm, key.to_owned());
            packages.listed.insert(listed, version.to_owned());
        }
    }
    for (path, text, manifest) in &manifests {
        let at = directory(path);
        let mut dependencies = Vec::new();
        for kind in KINDS {
            for (key, version) in entries(manifest, kind) {
                let here = HERE.iter().find_map(|scheme| version.strip_prefix(scheme));
                let path = here.filter(|_| !version.starts_with("workspace:"));
                dependencies.push(Dependency {
                    package: key.to_owned(),
                    key: key.to_owned(),
                    version: Some(version.to_owned()),
                    // Whatever the workspace has will do.
                    inherits: here.is_some() || version == "*" || kind == "peerDependencies",
                    path: path.and_then(|path| beside(at, path)),
                    line: line_of(text, kind, key),
                });
            }
        }
        let name = manifest.get("name").and_then(Value::as_str);
        packages.all.push(Package {
            manager: Manager::Npm,
            name: name.unwrap_or_default().to_owned(),
            directory: at.to_owned(),
            manifest: (*path).clone(),
            dependencies,
            is_member: !at.is_empty()
                && members
                    .as_ref()
                    .is_some_and(|members| is_named(members, at)),
        });
    }
}

/// The directories that the root names as its workspaces.
fn workspaces(root: &Value, files: &BTreeMap<String, String>) -> Vec<String> {
    let named = root.get("workspaces");
    let named = named.and_then(|named| named.get("packages").or(Some(named)));
    let pnpm = files.get("pnpm-workspace.yaml");
    let pnpm = pnpm.and_then(|text| document("pnpm-workspace.yaml", text).ok());
    let pnpm = pnpm.as_ref().and_then(|pnpm| pnpm.get("packages"));
    let lists = named.into_iter().chain(pnpm);
    lists
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect()
}

fn entries<'a>(manifest: &'a Value, kind: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let entries = manifest.get(kind).and_then(Value::as_object);
    let entries = entries.into_iter().flatten();
    entries.filter_map(|(key, version)| Some((key.as_str(), version.as_str()?)))
}

/// The line of an entry: the first after the kind's own that begins with the key.
fn line_of(text: &str, kind: &str, key: &str) -> Option<usize> {
    let begins = |line: &str, key: &str| {
        let rest = line.trim_start().strip_prefix('"');
        let rest = rest.and_then(|rest| rest.strip_prefix(key));
        rest.is_some_and(|rest| rest.starts_with('"'))
    };
    let mut lines = text.lines().enumerate();
    let (at, line) = lines.find(|(_, line)| begins(line, kind))?;
    if line.contains(&format!("\"{key}\"")) {
        return Some(at + 1);
    }
    let found = lines.find(|(_, line)| begins(line, key));
    Some(found.map_or(at, |(at, _)| at) + 1)
}
