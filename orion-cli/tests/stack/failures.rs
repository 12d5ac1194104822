//! What goes wrong, and what is said of it.

use std::net::TcpListener;

use crate::shop::{CHAIN, Shop, docker};

#[test]
fn a_service_that_ends_says_why_and_those_that_need_it_are_not_started() {
    let ends = CHAIN.replace(
        r#"["serve", "8001", "100"]"#,
        r#"["end", "3", "FATAL: No space left on device"]"#,
    );
    let Some(shop) = Shop::new(&ends) else { return };
    let up = shop.orion("up");
    assert_eq!(up.code, 1);
    for expected in [
        "error: api: crash loop: it ended 4 times, at last with exit code 3",
        "likely cause: the disk is full",
        "| FATAL: No space left on device",
        "not started: web needs api, which is not there",
    ] {
        assert!(up.stdout.contains(expected), "{expected}: {}", up.stdout);
    }
}

#[test]
fn a_service_that_is_never_ready_says_what_its_probe_answered() {
    let never = CHAIN.replace(r#""8000", "100""#, r#""8000", "600000""#);
    let Some(shop) = Shop::new(&never) else {
        return;
    };
    let up = shop.orion("up --timeout 5s");
    assert_eq!(up.code, 1);
    assert!(
        up.stdout.contains("error: web: not ready after 5 s"),
        "{}",
        up.stdout
    );
    assert!(
        up.stdout
            .contains("its probe answered: 503 Service Unavailable"),
        "{}",
        up.stdout
    );
}

#[test]
fn a_port_that_is_taken_and_an_image_that_is_not_to_be_had_are_told_before_anything_starts() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let services = CHAIN
        .replace("ports = [8000]", &format!("ports = [\"{port}:8000\"]"))
        .replacen("orion-test/server:1", "orion-test/no-such-image:1", 1);
    let Some(shop) = Shop::new(&services) else {
        return;
    };
    let up = shop.orion("up --runtime docker");
    assert_eq!(up.code, 3);
    assert!(
        up.stderr.contains(&format!("port {port} is taken")),
        "{}",
        up.stderr
    );
    assert!(
        up.stderr.contains("orion-test/no-such-image:1"),
        "{}",
        up.stderr
    );
    assert_eq!(shop.left(), "");
}

#[test]
fn what_was_killed_or_paused_behind_orion_s_back_comes_back() {
    let Some(shop) = Shop::new(CHAIN) else { return };
    shop.orion("up").success();
    docker(&["kill", &shop.container("api")]);
    docker(&["pause", &shop.container("db")]);
    assert_eq!(shop.orion("ps").code, 1);
    shop.orion("up").success();
    assert!(shop.is_ready());
    docker(&["rm", "--force", &shop.container("web")]);
    shop.orion("up").success();
    assert!(shop.is_ready());
}

#[test]
fn without_an_engine_it_says_so_and_how_to_go_on() {
    let Some(shop) = Shop::new(CHAIN) else { return };
    let mut command = shop.command("up --runtime docker");
    command.env("DOCKER_HOST", "unix:///nowhere/docker.sock");
    let up = shop.repository.run(&mut command);
    assert_eq!(up.code, 3);
    assert!(
        up.stderr.contains("no container engine answers at"),
        "{}",
        up.stderr
    );
    assert!(
        up.stderr.contains("hint: start Docker or Podman"),
        "{}",
        up.stderr
    );
}
