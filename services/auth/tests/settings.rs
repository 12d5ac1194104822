//! What the service can be told, and what it is when nobody tells it anything.

use std::time::Duration;

use orion_auth::settings::AuthSettings;
use orion_infra::config::{ConfigError, ExposeSecret as _, load};

fn settings(variables: &[(&str, &str)]) -> Result<AuthSettings, ConfigError> {
    let needed = [
        ("DATABASE_URL", "sqlite::memory:"),
        ("BUS_URL", "memory:test"),
    ];
    let environment = needed
        .iter()
        .chain(variables)
        .map(|(name, value)| (format!("ORION_AUTH_{name}").into(), value.into()));
    load("ORION_AUTH_", environment, AuthSettings::read)
}

#[test]
fn what_it_is_when_nobody_says_otherwise() {
    let settings = settings(&[]).unwrap();
    let lifetimes = settings.lifetimes;
    assert_eq!(lifetimes.access, Duration::from_mins(10));
    assert_eq!(lifetimes.refresh, Duration::from_hours(30 * 24));
    assert_eq!(lifetimes.key, Duration::from_hours(30 * 24));
    assert!((1..=4).contains(&settings.passwords.at_once.get()));
    assert_eq!(settings.passwords.waiting, 64);
    assert_eq!(settings.limits.lock_out.attempts.get(), 5);
    assert!(settings.admin.is_none());
}

#[test]
fn everything_can_be_told() {
    let settings = settings(&[
        ("TOKENS_ACCESS_SECONDS", "60"),
        ("TOKENS_REFRESH_DAYS", "7"),
        ("KEYS_ROTATE_DAYS", "1"),
        ("PASSWORDS_AT_ONCE", "2"),
        ("PASSWORDS_WAITING", "0"),
        ("PASSWORDS_WAIT_SECONDS", "1"),
        ("LIMITS_LOG_IN", "1"),
        ("LIMITS_REGISTER", "2"),
        ("LIMITS_SESSION", "3"),
        ("LOCK_OUT_ATTEMPTS", "3"),
        ("LOCK_OUT_SECONDS", "1"),
        ("LOCK_OUT_MAX_SECONDS", "10"),
        ("TRUSTED_PROXIES", "10.0.0.1, 10.1.0.0/16"),
        ("ADMIN_EMAIL", "admin@example.com"),
        ("ADMIN_PASSWORD", "correct horse"),
    ])
    .unwrap();
    assert_eq!(settings.lifetimes.access, Duration::from_mins(1));
    assert_eq!(settings.lifetimes.refresh, Duration::from_hours(7 * 24));
    assert_eq!(settings.lifetimes.key, Duration::from_hours(24));
    assert_eq!(settings.passwords.at_once.get(), 2);
    assert_eq!(settings.passwords.waiting, 0);
    assert_eq!(settings.passwords.patience, Duration::from_secs(1));
    let limits = &settings.limits;
    assert_eq!(
        (
            limits.log_in.get(),
            limits.register.get(),
            limits.session.get()
        ),
        (1, 2, 3)
    );
    assert_eq!(limits.lock_out.penalty(3), Some(Duration::from_secs(1)));
    assert_eq!(limits.lock_out.penalty(9), Some(Duration::from_secs(10)));
    let admin = settings.admin.as_ref().unwrap();
    assert_eq!(admin.email, "admin@example.com");
    assert_eq!(admin.password.expose_secret(), "correct horse");
    assert!(!format!("{settings:?}").contains("correct horse"));
}

#[test]
fn what_makes_no_sense_is_refused() {
    for (name, value) in [
        ("TOKENS_ACCESS_SECONDS", "0"),
        ("TOKENS_REFRESH_DAYS", "0"),
        ("KEYS_ROTATE_DAYS", "0"),
        ("PASSWORDS_AT_ONCE", "0"),
        ("LIMITS_LOG_IN", "0"),
        ("LOCK_OUT_ATTEMPTS", "0"),
        ("TRUSTED_PROXIES", "gateway"),
        // One without the other is a slip.
        ("ADMIN_EMAIL", "admin@example.com"),
        ("ADMIN_PASSWORD", "correct horse"),
    ] {
        let error = settings(&[(name, value)]).unwrap_err();
        assert_eq!(error.problems.len(), 1, "{name}: {error}");
        assert!(!error.to_string().contains("correct horse"), "{error}");
    }
}
