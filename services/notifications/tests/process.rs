//! The binary as it is deployed.
#![cfg(unix)]

use orion_infra::testing::{RunningService, get};

const BINARY: &str = env!("CARGO_BIN_EXE_orion-notifications");

#[test]
fn it_starts_answers_and_ends() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!(
        "sqlite:{}",
        folder.path().join("notifications.sqlite").display()
    );
    let mut running = RunningService::start(
        BINARY,
        &[
            ("ORION_NOTIFICATIONS_LISTEN", "127.0.0.1:0"),
            ("ORION_NOTIFICATIONS_DATABASE_URL", &database),
            ("ORION_NOTIFICATIONS_BUS_URL", "memory:alone"),
            ("ORION_NOTIFICATIONS_AUTH_URL", "http://127.0.0.1:1"),
        ],
    )
    .unwrap();
    let address = running.listening(&["notifications"]).unwrap()[0];
    assert_eq!(get(address, "/health/live").unwrap().status, 200);
    assert_eq!(get(address, "/health/ready").unwrap().status, 200);
    assert_eq!(get(address, "/v1/notifications").unwrap().status, 401);
    assert_eq!(get(address, "/no-such-page").unwrap().status, 404);
    let (status, log) = running.stop().unwrap();
    assert!(status.success(), "{status}: {log}");
}

#[test]
fn every_setting_that_is_missing_or_wrong_is_named() {
    let variables = [
        (
            "ORION_NOTIFICATIONS_DATABASE_URL",
            "mysql://orion@db/notifications",
        ),
        ("ORION_NOTIFICATIONS_DATABASE_CONNECTIONS", "many"),
    ];
    let mut running = RunningService::start(BINARY, &variables).unwrap();
    let complaint = running.complaint().unwrap();
    let (status, _) = running.ended().unwrap();
    assert_eq!(status.code(), Some(2));
    for named in [
        "ORION_NOTIFICATIONS_DATABASE_URL",
        "ORION_NOTIFICATIONS_DATABASE_CONNECTIONS",
        "ORION_NOTIFICATIONS_BUS_URL",
        "ORION_NOTIFICATIONS_AUTH_URL",
    ] {
        assert!(complaint.contains(named), "{complaint}");
    }
}
