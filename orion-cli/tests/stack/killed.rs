//! Whatever moment a command is ended at, the next one puts things right.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::shop::{CHAIN, Shop, docker};

/// How often.
const MOMENTS: u64 = 50;
/// Longer than `up` takes: some of them end by themselves.
const LONGEST: u64 = 2500;

#[test]
fn killed_at_any_moment_the_next_command_converges_and_nothing_is_orphaned() {
    let Some(shop) = Shop::new(CHAIN) else { return };
    for moment in 0..MOMENTS {
        let line = if moment % 3 == 2 {
            "down --timeout 1s"
        } else {
            "up"
        };
        let mut command = shop.command(line);
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Spread over the whole length, in an order that follows no pattern of the commands'.
        std::thread::sleep(Duration::from_millis(moment * 1237 % LONGEST));
        let _ = child.kill();
        child.wait().unwrap();
        if moment % 10 == 9 {
            shop.orion("up").success();
            assert!(shop.is_ready(), "after moment {moment}");
        }
    }
    shop.orion("down --volumes").success();
    assert_eq!(shop.left(), "");
    let secrets = shop.repository.top().join(".orion/stack/secrets");
    assert_eq!(
        std::fs::read_dir(secrets).unwrap().count(),
        1,
        "no half-written secret stays"
    );
}

#[test]
fn interrupted_it_stops_what_it_started() {
    let slow = CHAIN.replace(r#""8000", "100""#, r#""8000", "600000""#);
    let Some(shop) = Shop::new(&slow) else { return };
    let mut command = shop.command("up");
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let is_started = || {
        let filter = format!("name=^{}$", shop.container("web"));
        docker(&["ps", "--quiet", "--filter", &filter])
            .lines()
            .count()
            == 1
    };
    let began = Instant::now();
    while !is_started() {
        assert!(
            began.elapsed() < Duration::from_mins(2),
            "it does not start"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("interrupted: stopping the 3 containers"),
        "{said}"
    );
    let filter = format!("label=dev.orion.project={}", shop.project());
    assert_eq!(docker(&["ps", "--quiet", "--filter", &filter]), "");
}
