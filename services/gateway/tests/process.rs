//! The binary as it is deployed.
#![cfg(unix)]

use orion_infra::testing::{RunningService, get};

const BINARY: &str = env!("CARGO_BIN_EXE_orion-gateway");

/// Nobody is there, which is no reason not to start.
const VARIABLES: [(&str, &str); 4] = [
    ("ORION_GATEWAY_LISTEN", "127.0.0.1:0"),
    ("ORION_GATEWAY_SERVICES_AUTH", "http://127.0.0.1:9"),
    ("ORION_GATEWAY_SERVICES_USER", "http://127.0.0.1:9"),
    ("ORION_GATEWAY_SERVICES_NOTIFICATIONS", "http://127.0.0.1:9"),
];

#[test]
fn it_starts_answers_and_ends() {
    let mut running = RunningService::start(BINARY, &VARIABLES).unwrap();
    let address = running.listening(&["gateway"]).unwrap()[0];
    for (path, status) in [
        ("/health/live", 200),
        ("/health/ready", 200),
        ("/openapi.json", 200),
        ("/docs/", 200),
        ("/v1/users/me", 401),
        ("/.well-known/jwks.json", 503),
        ("/no-such-page", 404),
    ] {
        assert_eq!(get(address, path).unwrap().status, status, "{path}");
    }
    let (status, log) = running.stop().unwrap();
    assert!(status.success(), "{status}: {log}");
}

#[test]
fn it_says_which_settings_it_needs() {
    let mut running = RunningService::start(BINARY, &VARIABLES[..1]).unwrap();
    let complaint = running.complaint().unwrap();
    let (status, _) = running.ended().unwrap();
    assert_eq!(status.code(), Some(2));
    for key in ["services.auth", "services.user", "services.notifications"] {
        assert!(complaint.contains(key), "{complaint}");
    }
}
