//! The JSON of the design, member by member.

use super::scene::{Scene, modified};
use crate::change::{Change, ChangeKind, EntryType};
use crate::path::RepoPath;

const RULES: &str = r#"schema = 1
[project]
name = "platform"
[workstreams.contracts]
title = "Shared Contracts"
lead = "@grace"
owns = [
    { path = "contracts/", access = "exclusive" },
]
[workstreams.user]
"#;

#[test]
fn the_shape_is_the_one_of_the_design() {
    let mut report = Scene::new(RULES, "user").judge(&[modified("contracts/src/user.rs")]);
    report.actor.source = crate::identity::IdentitySource::Branch;
    report.actor.evidence = "branch `user/profile` matches `{workstream}/*`".to_owned();
    insta::assert_snapshot!(serde_json::to_string_pretty(&report).unwrap(), @r#"
    {
      "schema": 1,
      "actor": {
        "workstreams": [
          "user"
        ],
        "source": "branch",
        "evidence": "branch `user/profile` matches `{workstream}/*`"
      },
      "changes": [
        {
          "path": "contracts/src/user.rs",
          "previous_path": null,
          "kind": "modified",
          "owner": "contracts",
          "access": "exclusive",
          "rule": {
            "pattern": "contracts/",
            "line": 8
          },
          "reviewers": [],
          "verdict": "denied",
          "code": "OWN002",
          "reason": "`contracts/src/user.rs` is written by `contracts` alone; everyone else asks for the change",
          "next": "orion contract request --path contracts/src/user.rs"
        }
      ],
      "summary": {
        "allowed": 0,
        "needs_approval": 0,
        "denied": 1,
        "unowned": 0
      },
      "owners": [
        {
          "id": "contracts",
          "title": "Shared Contracts",
          "lead": "@grace"
        }
      ]
    }
    "#);
}

#[test]
fn a_path_that_is_not_utf_8_stays_exact_in_hexadecimal() {
    let change = Change {
        path: RepoPath::new(*b"caf\xe9"),
        previous_path: None,
        kind: ChangeKind::Added,
        before: EntryType::Absent,
        after: EntryType::File,
    };
    let report = Scene::new(RULES, "user").judge(&[change]);
    let json = serde_json::to_value(&report.changes[0]).unwrap();
    assert_eq!(json["path"], "caf\u{fffd}");
    assert_eq!(json["path_hex"], "636166e9");
}
