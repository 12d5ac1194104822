//! `Cargo.toml`: <https://doc.rust-lang.org/cargo/reference/manifest.html>.

use std::collections::BTreeMap;

use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Dependency, Manager, Package, Packages, beside, directory, is_named};
use crate::diagnostic::LineIndex;

const KINDS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

pub(super) fn read(files: &BTreeMap<String, String>, packages: &mut Packages) {
    let is_manifest = |path: &str| path == "Cargo.toml" || path.ends_with("/Cargo.toml");
    let mut manifests = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| is_manifest(path)) {
        match DeTable::parse(text) {
            Ok(root) => manifests.push((path, text, root.into_inner())),
            Err(error) => {
                let line = error
                    .span()
                    .map(|span| LineIndex::new(text).line(span.start));
                packages
                    .unread
                    .push((path.clone(), line, error.message().to_owned()));
            }
        }
    }
    let root = manifests.iter().find(|(path, ..)| *path == "Cargo.toml");
    let workspace = root.and_then(|(.., root)| table(root, "workspace"));
    let list = workspace.and_then(|workspace| table(workspace, "dependencies"));
    let mut listed_paths = BTreeMap::new();
    for (key, value) in list.into_iter().flatten() {
        let key = key.get_ref().to_string();
        if let Some(path) = field(value, "path").and_then(|path| beside("", path)) {
            listed_paths.insert(key.clone(), path);
        }
        let version = version(value).unwrap_or_default().to_owned();
        packages.listed.insert((Manager::Cargo, key), version);
    }
    let members = workspace.map(|workspace| strings(workspace, "members"));
    let excluded = workspace.map(|workspace| strings(workspace, "exclude"));
    for (path, text, manifest) in &manifests {
        let Some(package) = table(manifest, "package") else {
            continue;
        };
        let at = directory(path);
        let lines = LineIndex::new(text);
        let mut dependencies = Vec::new();
        for (key, value) in tables(manifest).into_iter().flatten() {
            let inherits = field_is_true(value, "workspace");
            let name = key.get_ref().as_ref();
            dependencies.push(Dependency {
                package: field(value, "package").unwrap_or(name).to_owned(),
                key: name.to_owned(),
                version: version(value).map(str::to_owned),
                inherits,
                path: match field(value, "path") {
                    Some(path) => beside(at, path),
                    None if inherits => listed_paths.get(name).cloned(),
                    None => None,
                },
                line: Some(lines.line(key.span().start)),
            });
        }
        let is_of = |patterns: &Option<Vec<String>>| {
            patterns.as_ref().is_some_and(|names| is_named(names, at))
        };
        let name = package.get("name").and_then(|name| text_of(name.get_ref()));
        packages.all.push(Package {
            manager: Manager::Cargo,
            name: name.unwrap_or_default().to_owned(),
            directory: at.to_owned(),
            manifest: (*path).clone(),
            dependencies,
            is_member: workspace.is_some()
                && (at.is_empty() || (is_of(&members) && !is_of(&excluded))),
        });
    }
}

/// Every table of dependencies, those of targets included.
fn tables<'a, 'text>(manifest: &'a DeTable<'text>) -> Vec<&'a DeTable<'text>> {
    let targets = table(manifest, "target").into_iter().flatten();
    let targets = targets.filter_map(|(_, target)| match target.get_ref() {
        DeValue::Table(target) => Some(target),
        _ => None,
    });
    let holders = std::iter::once(manifest).chain(targets);
    holders
        .flat_map(|holder| KINDS.iter().filter_map(move |kind| table(holder, kind)))
        .collect()
}

fn table<'a, 'text>(parent: &'a DeTable<'text>, key: &str) -> Option<&'a DeTable<'text>> {
    match parent.get(key)?.get_ref() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

fn text_of<'a>(value: &'a DeValue<'_>) -> Option<&'a str> {
    match value {
        DeValue::String(text) => Some(text),
        _ => None,
    }
}

fn strings(parent: &DeTable<'_>, key: &str) -> Vec<String> {
    match parent.get(key).map(Spanned::get_ref) {
        Some(DeValue::Array(items)) => items
            .iter()
            .filter_map(|item| text_of(item.get_ref()).map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    }
}

/// A field of a dependency that is a table.
fn field<'a>(value: &'a Spanned<DeValue<'_>>, key: &str) -> Option<&'a str> {
    match value.get_ref() {
        DeValue::Table(table) => text_of(table.get(key)?.get_ref()),
        _ => None,
    }
}

fn field_is_true(value: &Spanned<DeValue<'_>>, key: &str) -> bool {
    match value.get_ref() {
        DeValue::Table(table) => table
            .get(key)
            .is_some_and(|value| matches!(value.get_ref(), DeValue::Boolean(true))),
        _ => false,
    }
}

fn version<'a>(value: &'a Spanned<DeValue<'_>>) -> Option<&'a str> {
    text_of(value.get_ref()).or_else(|| field(value, "version"))
}
