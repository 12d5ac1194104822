//! The floors of the architecture, held against what cargo resolved: who may use whom, directly or through
//! others.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// What only the upper floors may know: processes, terminals, sockets, runtimes.
const SURROUNDINGS: [&str; 9] = [
    "anstream", "axum", "bollard", "clap", "git2", "octocrab", "reqwest", "tempfile", "tokio",
];
const SERVICES: [&str; 5] = [
    "orion-admin-ui",
    "orion-auth",
    "orion-gateway",
    "orion-notifications",
    "orion-user",
];

/// The names of all packages that `package` is built with on this machine, itself left out.
fn used_by(package: &str, depth: &str) -> BTreeSet<String> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let output = Command::new(env!("CARGO"))
        .current_dir(workspace)
        .args(["tree", "--locked", "--offline", "--edges", "normal"])
        .args(["--prefix", "none", "--format", "{p}"])
        .args(["--package", package, "--depth", depth])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let used: BTreeSet<String> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|name| *name != package)
        .map(str::to_owned)
        .collect();
    assert!(!used.is_empty(), "`cargo tree` said nothing of `{package}`");
    used
}

fn all_used_by(package: &str) -> BTreeSet<String> {
    used_by(package, "1000")
}

/// The crates of this repository among them.
fn ours(used: &BTreeSet<String>) -> Vec<&str> {
    used.iter()
        .map(String::as_str)
        .filter(|name| name.starts_with("orion-"))
        .collect()
}

#[track_caller]
fn assert_without(package: &str, used: &BTreeSet<String>, forbidden: &[&str]) {
    let found: Vec<_> = forbidden
        .iter()
        .filter(|name| used.contains(**name))
        .collect();
    assert!(found.is_empty(), "`{package}` uses {found:?}");
}

#[test]
fn floor_0_knows_nothing_above_it() {
    let used = all_used_by("orion-core");
    assert!(ours(&used).is_empty(), "{used:?}");
    assert_without("orion-core", &used, &SURROUNDINGS);
}

#[test]
fn floor_1_knows_floor_0_only() {
    let used = all_used_by("orion-app");
    assert_eq!(ours(&used), ["orion-core"]);
    assert_without("orion-app", &used, &SURROUNDINGS);
}

#[test]
fn floor_2_knows_no_front() {
    let used = all_used_by("orion-adapters");
    assert_eq!(ours(&used), ["orion-app", "orion-core"]);
    assert_without("orion-adapters", &used, &["anstream", "clap"]);
}

#[test]
fn the_fronts_reach_the_world_through_adapters() {
    let used = used_by("orion-cli", "1");
    assert_eq!(ours(&used), ["orion-adapters", "orion-app", "orion-core"]);
    assert_without(
        "orion-cli",
        &used,
        &["bollard", "git2", "octocrab", "reqwest"],
    );
}

#[test]
fn services_know_contracts_and_infrastructure_only() {
    for service in SERVICES {
        for ours in ours(&all_used_by(service)) {
            assert!(
                ["orion-contracts", "orion-infra"].contains(&ours),
                "`{service}` uses `{ours}`"
            );
        }
    }
}

#[test]
fn contracts_know_none_of_us() {
    let used = all_used_by("orion-contracts");
    assert!(ours(&used).is_empty(), "{used:?}");
}

#[test]
fn infrastructure_knows_contracts_only() {
    assert_eq!(ours(&all_used_by("orion-infra")), ["orion-contracts"]);
}

#[test]
fn only_the_platform_puts_services_together() {
    let used = all_used_by("orion-platform");
    for service in SERVICES {
        assert!(used.contains(service), "`orion-platform` lacks `{service}`");
    }
    assert!(!used.contains("orion-core"));
}
