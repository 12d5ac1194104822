//! The committed documents are what the types say. `UPDATE_CONTRACTS=1` writes them anew.

use std::fs;
use std::path::Path;

use orion_contracts::api::APIS;
use orion_contracts::event::CATALOGUE;
use serde_json::Value;

use crate::reading::folder;

/// Compares a committed file with what it should hold, or writes it.
fn fresh(path: &Path, value: &Value, stale: &mut Vec<String>) {
    let wanted = format!("{value:#}\n");
    if fs::read_to_string(path).is_ok_and(|found| found == wanted) {
        return;
    }
    if std::env::var_os("UPDATE_CONTRACTS").is_some() {
        fs::write(path, wanted).unwrap();
    } else {
        stale.push(path.display().to_string());
    }
}

#[test]
fn the_committed_documents_are_fresh() {
    let mut stale = Vec::new();
    for api in APIS {
        let path = folder("openapi").join(format!("{}.json", api.name));
        fresh(&path, &api.describe(), &mut stale);
    }
    for kind in CATALOGUE {
        let path = folder("events").join(format!("{}.json", kind.name));
        fresh(&path, &kind.schema(), &mut stale);
    }
    assert!(
        stale.is_empty(),
        "stale: {stale:#?}\nrun `UPDATE_CONTRACTS=1 cargo test -p orion-contracts --test documents`"
    );
}

#[test]
fn nothing_else_is_committed_beside_them() {
    let names = |folder: &Path| {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    let mut apis: Vec<String> = APIS
        .iter()
        .map(|api| format!("{}.json", api.name))
        .collect();
    apis.sort();
    assert_eq!(names(&folder("openapi")), apis);
    let mut events: Vec<String> = CATALOGUE
        .iter()
        .map(|kind| format!("{}.json", kind.name))
        .collect();
    events.sort();
    assert_eq!(names(&folder("events")), events);
}

#[test]
fn every_api_carries_its_own_document() {
    for api in APIS {
        let document: Value = serde_json::from_str(api.document).unwrap();
        assert_eq!(document["info"]["title"], api.title);
    }
}
