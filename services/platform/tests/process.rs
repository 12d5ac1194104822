//! The platform as it is started by hand: every service answers on its own address, and all end together.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]
#![cfg(unix)]

use std::net::TcpListener;

use orion_infra::testing::{RunningService, get};

const ANY_PORTS: [(&str, &str); 5] = [
    ("ORION_PLATFORM_AUTH_LISTEN", "127.0.0.1:0"),
    ("ORION_PLATFORM_USER_LISTEN", "127.0.0.1:0"),
    ("ORION_PLATFORM_NOTIFICATIONS_LISTEN", "127.0.0.1:0"),
    ("ORION_PLATFORM_GATEWAY_LISTEN", "127.0.0.1:0"),
    ("ORION_PLATFORM_ADMIN_UI_LISTEN", "127.0.0.1:0"),
];

fn start(variables: &[(&str, &str)]) -> RunningService {
    RunningService::start(env!("CARGO_BIN_EXE_orion-platform"), variables).unwrap()
}

#[test]
fn every_service_answers_and_all_end_together() {
    let names: Vec<_> = orion_platform::members()
        .iter()
        .map(|member| member.name)
        .collect();
    assert_eq!(
        names,
        ["auth", "user", "notifications", "gateway", "admin-ui"]
    );

    let mut running = start(&ANY_PORTS);
    let mut addresses = running.listening(&names).unwrap();
    addresses.sort();
    addresses.dedup();
    assert_eq!(addresses.len(), names.len(), "one address each");
    for address in &addresses {
        assert_eq!(get(*address, "/health/live").unwrap().status, 200);
        assert_eq!(get(*address, "/health/ready").unwrap().status, 200);
    }

    let (status, log) = running.stop().unwrap();
    assert!(status.success(), "{status}: {log}");
    for address in addresses {
        assert!(
            get(address, "/health/live").is_err(),
            "{address} is given back"
        );
    }
}

#[test]
fn every_address_that_is_taken_is_named() {
    let first = TcpListener::bind("127.0.0.1:0").unwrap();
    let second = TcpListener::bind("127.0.0.1:0").unwrap();
    let (first, second) = (first.local_addr().unwrap(), second.local_addr().unwrap());
    let (user, gateway) = (first.to_string(), second.to_string());
    let mut variables = ANY_PORTS;
    variables[1].1 = &user;
    variables[3].1 = &gateway;

    let (status, log) = start(&variables).ended().unwrap();
    assert_eq!(status.code(), Some(3));
    assert!(
        log.contains(&format!("`user` cannot listen on {user}")),
        "{log}"
    );
    assert!(
        log.contains(&format!("`gateway` cannot listen on {gateway}")),
        "{log}"
    );
}

#[test]
fn every_wrong_setting_is_named() {
    let mut running = start(&[
        ("ORION_PLATFORM_AUTH_LISTEN", "here"),
        ("ORION_PLATFORM_DRAIN_SECONDS", "a while"),
        ("ORION_PLATFORM_LOG_FORMAT", "xml"),
    ]);
    let complaint = running.complaint().unwrap();
    let (status, log) = running.ended().unwrap();
    assert_eq!(status.code(), Some(2));
    assert_eq!(log, "");
    assert_eq!(
        complaint,
        "error: the configuration is not valid\n  \
         - `ORION_PLATFORM_LOG_FORMAT` is not valid: expected `json` or `pretty`\n  \
         - `ORION_PLATFORM_DRAIN_SECONDS` is not valid: invalid digit found in string\n  \
         - `ORION_PLATFORM_AUTH_LISTEN` is not valid: invalid socket address syntax\n"
    );
}
