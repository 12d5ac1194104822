//! SARIF 2.1.0, held against the standard's own schema.
//!
//! `sarif-2.1.0.json` is the JSON schema of the OASIS standard, as the crate `serde-sarif` 0.8.0 carries it.

use insta::assert_snapshot;
use serde_json::Value;

use crate::world::{check, git, path_of, platform, stage};

const SCHEMA: &str = include_str!("sarif-2.1.0.json");

#[track_caller]
fn valid(text: &str) -> Value {
    let log: Value = serde_json::from_str(text).unwrap();
    // One of its patterns, for a member that is never written, is no regular expression as it stands.
    let schema = SCHEMA.replace("{2}]?$", "{2}\\\\]?$");
    let schema = serde_json::from_str(&schema).unwrap();
    let errors: Vec<String> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(&log)
        .map(|error| format!("{} at {}", error, error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    log
}

#[test]
fn a_log_with_findings_is_valid() {
    let repository = platform();
    git(
        &repository,
        "mv contracts/user.rs services/user/contract.rs",
    );
    repository.write(path_of(b"services/auth/caf\xe9 #1.rs"), "x\n");
    stage(&repository, &["services/gateway/routes.rs", "scripts/x"]);
    let outcome = check(&repository, "--format sarif");
    assert_eq!(outcome.code, 1);
    let log = valid(&outcome.stdout);
    let results = &log["runs"][0]["results"];
    assert_snapshot!(serde_json::to_string_pretty(&results[0]).unwrap(), @r#"
    {
      "ruleId": "OWN002",
      "level": "error",
      "message": {
        "text": "`contracts/user.rs` is written by `contracts` alone; everyone else asks for the change\nNext: orion contract request --path contracts/user.rs"
      },
      "locations": [
        {
          "physicalLocation": {
            "artifactLocation": {
              "uri": "contracts/user.rs",
              "uriBaseId": "SRCROOT"
            },
            "region": {
              "startLine": 1
            }
          }
        }
      ],
      "properties": {
        "verdict": "denied",
        "kind": "deleted",
        "owner": "contracts",
        "access": "exclusive",
        "reviewers": []
      },
      "ruleIndex": 1,
      "relatedLocations": [
        {
          "id": 1,
          "message": {
            "text": "the rule `contracts/`"
          },
          "physicalLocation": {
            "artifactLocation": {
              "uri": "workstreams.toml",
              "uriBaseId": "SRCROOT"
            },
            "region": {
              "startLine": 12
            }
          }
        }
      ]
    }
    "#);
    let places: Vec<&str> = results
        .as_array()
        .unwrap()
        .iter()
        .map(|result| {
            let place = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            place.as_str().unwrap()
        })
        .collect();
    assert_snapshot!(places.join("\n"), @"
    contracts/user.rs
    scripts/x
    services/auth/caf%E9%20%231.rs
    services/gateway/routes.rs
    ");
}

#[test]
fn every_result_points_at_a_rule_that_is_explained() {
    let repository = platform();
    stage(
        &repository,
        &["contracts/user.rs", "services/auth/login.rs"],
    );
    let log = valid(&check(&repository, "--format sarif").stdout);
    let rules = &log["runs"][0]["tool"]["driver"]["rules"];
    for result in log["runs"][0]["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(rules[index]["help"]["text"].as_str().unwrap().len() > 40);
    }
}

#[test]
fn a_log_without_findings_and_one_of_the_whole_tree_are_valid() {
    let repository = platform();
    let empty = valid(&check(&repository, "--format sarif").stdout);
    assert_eq!(empty["runs"][0]["results"], Value::Array(Vec::new()));
    repository.write("Makefile", "all:\n");
    git(&repository, "add --all");
    let log = valid(&check(&repository, "--all --format sarif").stdout);
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "OWN005");
}
