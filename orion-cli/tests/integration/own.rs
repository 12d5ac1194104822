//! This repository itself.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

#[test]
fn this_repository_fits_together() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_orion"))
        .current_dir(top)
        .args(["integration", "--static", "--json"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    let report: Value = serde_json::from_str(&said).unwrap();
    let told: Vec<String> = report["points"]
        .as_array()
        .unwrap()
        .iter()
        .map(|point| {
            let findings = point["findings"].as_array().unwrap().iter();
            let findings: Vec<&str> = findings
                .map(|one| one["message"].as_str().unwrap())
                .collect();
            let unknown = point["unknown"].as_array().unwrap().len();
            format!(
                "{} {}, {unknown} not known, {findings:?}",
                point["title"].as_str().unwrap(),
                point["state"].as_str().unwrap()
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    API contracts complete, 0 not known, []
    Event schemas partial, 0 not known, ["`notifications` publishes `notification.sent`, and nobody subscribes to it"]
    Database isolation complete, 0 not known, []
    Frontend to backend complete, 0 not known, []
    Shared dependencies complete, 0 not known, []
    "#);
}
