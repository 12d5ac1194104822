//! `orion github setup`: labels and files, once.

use std::fs;

use serde_json::{Value, json};

use crate::world::World;

/// The simulator has no rulesets: tests of the adapter look at those.
const SETUP: [&str; 4] = ["github", "setup", "--no-protection", "--json"];
const DRY: [&str; 5] = ["github", "setup", "--no-protection", "--json", "--dry-run"];

/// How many labels and files have the status.
fn count(report: &Value, status: &str) -> usize {
    ["labels", "files"]
        .into_iter()
        .flat_map(|kind| report[kind].as_array().into_iter().flatten())
        .filter(|item| item["status"] == status)
        .count()
}

fn writes(world: &World) -> usize {
    let journal = world
        .simulator
        .get("/_sim/journal?method=POST")
        .to_string()
        .matches("issues/create-label")
        .count();
    journal
        + world
            .simulator
            .get("/_sim/journal?method=PATCH")
            .to_string()
            .matches("issues/update-label")
            .count()
}

#[test]
fn a_second_setup_has_nothing_to_do() {
    let Some(world) = World::new() else { return };
    world.simulator.post(
        "/_sim/seed",
        &json!({"repos": [{
            "full_name": "acme/site",
            "private": true,
            "collaborators": {"uma": "write", "dan": "read"},
            "labels": [
                {"name": "Blocker", "color": "FFFFFF", "description": "ours"},
                {"name": "theirs", "color": "123456"},
            ],
        }]}),
    );
    let origin = [
        "remote",
        "set-url",
        "origin",
        "https://github.com/acme/site.git",
    ];
    world.repository.git_ok(&origin);
    let form = world
        .repository
        .top()
        .join(".github/ISSUE_TEMPLATE/config.yml");

    let dry = world.orion("uma", &DRY);
    assert_eq!(dry.code, 1, "{dry:?}");
    let report: Value = serde_json::from_str(&dry.stdout).unwrap();
    assert_eq!(
        (count(&report, "added"), count(&report, "changed")),
        (16, 1)
    );
    assert!(!form.exists() && writes(&world) == 0, "nothing was written");

    let denied = world.orion("dan", &SETUP);
    assert_eq!(denied.code, 3, "{denied:?}");
    assert!(!form.exists(), "half of it is not done");

    let first = world.orion("uma", &["github", "setup", "--no-protection"]);
    assert_eq!(first.code, 0, "{first:?}");
    assert!(
        first.stdout.contains(
            "changed label `Blocker`\n  | colour: ffffff → b60205\n  | description: ours → "
        ),
        "{first:?}"
    );
    assert!(
        first
            .stdout
            .contains("left out file `.github/workflows/orion-check.yml`"),
        "{first:?}"
    );
    assert!(form.exists());
    let written = writes(&world);
    assert!(written >= 12, "eleven are added, one is changed: {written}");
    let second = world.json("uma", &SETUP);
    assert_eq!(count(&second, "as-it-was"), 18, "{second}");
    assert_eq!(world.orion("uma", &DRY).code, 0);
    assert_eq!(writes(&world), written);

    fs::write(&form, "ours\n").unwrap();
    let kept = world.json("uma", &SETUP);
    assert_eq!(count(&kept, "kept"), 1);
    let diff = kept["files"][0]["diff"].as_str().unwrap();
    assert!(
        diff.contains("\n-ours\n") && diff.contains("\n+blank_issues_enabled: true\n"),
        "{diff}"
    );
    assert_eq!(fs::read_to_string(&form).unwrap(), "ours\n");
    let forced = ["github", "setup", "--no-protection", "--json", "--force"];
    assert_eq!(count(&world.json("uma", &forced), "changed"), 1);

    let state = world.simulator.get("/_sim/state").to_string();
    assert!(state.contains("theirs"), "what is not Orion's stays");
    world.simulator.assert_clean();
}

#[test]
fn workflows_are_written_once_it_is_said_where_orion_is_from() {
    let Some(world) = World::new() else { return };
    let check = world
        .repository
        .top()
        .join(".github/workflows/orion-check.yml");
    let source = format!("https://git.example/acme/orion@{}", "0123456789".repeat(4));
    let said = [
        "github",
        "setup",
        "--no-protection",
        "--json",
        "--install-from",
        &source,
    ];
    assert_eq!(count(&world.json("uma", &said), "left-out"), 0);
    let text = fs::read_to_string(&check).unwrap();
    assert!(text.contains("--git \"https://git.example/acme/orion\" --rev \"0123456789"));
    // They know it from then on.
    let again = world.json("uma", &SETUP);
    assert_eq!((count(&again, "left-out"), count(&again, "kept")), (0, 0));
    fs::write(&check, format!("{text}# ours\n")).unwrap();
    let kept = world.orion("uma", &["github", "setup", "--no-protection"]);
    assert_eq!(kept.code, 0, "{kept:?}");
    assert!(kept.stdout.contains("\n  | -# ours\n"), "{kept:?}");
    let odd = [
        "github",
        "setup",
        "--install-from",
        "https://git.example/x@main",
    ];
    assert_eq!(world.orion("uma", &odd).code, 2);
    world.simulator.assert_clean();
}
