//! Up, again, changed, and down.

use std::process::Stdio;

use serde_json::Value;

use crate::shop::{CHAIN, Shop, docker};

#[test]
fn up_brings_everything_and_down_takes_everything_away() {
    let Some(shop) = Shop::new(CHAIN) else { return };
    let up = shop.orion("up").success();
    assert!(
        up.stdout.contains("web  http://127.0.0.1:"),
        "{}",
        up.stdout
    );
    assert!(up.stdout.contains("3 services ready in"), "{}", up.stdout);
    assert!(shop.is_ready());
    let again = shop.orion("up").success();
    assert!(
        again.stdout.contains("3 kept as they were"),
        "{}",
        again.stdout
    );
    shop.orion("down").success();
    let left = shop.left();
    assert_eq!(left.lines().count(), 1, "the volume stays: {left}");
    shop.orion("down --volumes").success();
    assert_eq!(shop.left(), "");
    let nothing = shop.orion("down").success();
    assert_eq!(nothing.stdout, "nothing was there\n");
}

#[test]
fn only_what_changed_is_replaced() {
    let Some(shop) = Shop::new(CHAIN) else { return };
    shop.orion("up").success();
    let id = |service| docker(&["inspect", "--format", "{{.Id}}", &shop.container(service)]);
    let before = ["web", "api", "db"].map(id);
    shop.describe(&CHAIN.replace("\"8000\", \"100\"", "\"8000\", \"50\""));
    let up = shop.orion("up --json").success();
    let report: Value = serde_json::from_str(up.stdout.lines().last().unwrap()).unwrap();
    let done = |nth: usize| report["services"][nth]["done"].as_str().unwrap().to_owned();
    assert_eq!([0, 1, 2].map(done), ["kept", "kept", "replaced"]);
    let after = ["web", "api", "db"].map(id);
    assert_ne!(before[0], after[0]);
    assert_eq!(before[1..], after[1..]);
}

#[test]
fn a_subset_brings_what_it_needs() {
    let Some(shop) = Shop::new(CHAIN) else { return };
    shop.orion("up api").success();
    let conditions: Vec<_> = shop
        .conditions()
        .into_iter()
        .map(|(_, condition)| condition)
        .collect();
    assert_eq!(conditions, ["absent", "ready", "ready"]);
    let unknown = shop.orion("up apo");
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("`apo`"), "{}", unknown.stderr);
}

#[test]
fn restart_starts_anew_and_leaves_the_others() {
    let Some(shop) = Shop::new(CHAIN) else { return };
    shop.orion("up").success();
    let started = |service| {
        docker(&[
            "inspect",
            "--format",
            "{{.State.StartedAt}}",
            &shop.container(service),
        ])
    };
    let before = ["api", "db", "web"].map(started);
    shop.orion("restart api").success();
    let after = ["api", "db", "web"].map(started);
    assert_ne!(before[0], after[0]);
    assert_eq!(before[1..], after[1..]);
}

#[test]
fn exec_runs_in_the_container_and_ends_as_the_command_does() {
    let Some(shop) = Shop::new(CHAIN) else { return };
    shop.orion("up db").success();
    let read = shop.orion("exec db /server read /etc/hostname").success();
    assert_eq!(read.stdout.trim().len(), 12, "{}", read.stdout);
    assert_eq!(shop.orion("exec db /server end 7 bye").code, 7);
    assert_eq!(shop.orion("exec web /server end 7 bye").code, 2);
}

#[test]
fn two_at_once_wait_for_each_other() {
    let Some(shop) = Shop::new(CHAIN) else { return };
    let both: Vec<_> = (0..2)
        .map(|_| {
            let mut command = shop.command("up");
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    let mut said = String::new();
    for child in both {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        said.push_str(&String::from_utf8_lossy(&output.stderr));
        said.push_str(&String::from_utf8_lossy(&output.stdout));
    }
    assert!(
        said.contains("is changing this stack: waiting for it"),
        "{said}"
    );
    assert!(said.contains("3 kept as they were"), "{said}");
}
