//! Stacks side by side, and secrets that stay secret.

use std::fs;

use crate::shop::{CHAIN, Shop, docker};

#[test]
fn two_work_trees_run_side_by_side() {
    let (Some(one), Some(other)) = (Shop::new(CHAIN), Shop::new(CHAIN)) else {
        return;
    };
    one.orion("up").success();
    other.orion("up").success();
    assert!(one.is_ready() && other.is_ready());
    assert_ne!(one.project(), other.project());
    other.orion("down --volumes").success();
    assert!(one.is_ready());
}

#[test]
fn what_is_not_its_own_stays() {
    let Some(shop) = Shop::new(CHAIN) else { return };
    let foreign = format!("{}-foreign", shop.project());
    docker(&[
        "create",
        "--name",
        &foreign,
        "orion-test/server:1",
        "end",
        "0",
        "bye",
    ]);
    shop.orion("up db").success();
    shop.orion("down --volumes").success();
    assert_eq!(
        docker(&[
            "ps",
            "--all",
            "--quiet",
            "--filter",
            &format!("name={foreign}")
        ])
        .lines()
        .count(),
        1
    );
    docker(&["rm", &foreign]);
}

#[test]
fn a_secret_is_a_file_in_the_container_and_nowhere_to_be_seen() {
    let Some(shop) = Shop::new(CHAIN) else { return };
    let up = shop.orion("up --json").success();
    let kept = shop.repository.top().join(".orion/stack/secrets/token");
    let secret = fs::read_to_string(kept).unwrap();
    assert_eq!(secret.len(), 32);
    let read = shop
        .orion("exec api /server read /run/secrets/token")
        .success();
    assert_eq!(read.stdout, secret);
    let inspected = docker(&["inspect", &shop.container("api")]);
    for shown in [inspected, up.stdout, up.stderr] {
        assert!(!shown.contains(&secret));
    }
    let elsewhere = shop.orion("exec db /server read /run/secrets/token");
    assert_ne!(elsewhere.code, 0);
    assert_eq!(
        shop.repository
            .git(&["status", "--porcelain", ".orion"])
            .stdout,
        ""
    );
}
