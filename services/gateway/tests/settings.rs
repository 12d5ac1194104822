//! The settings as they are read from the environment.

use std::ffi::OsString;
use std::time::Duration;

use orion_gateway::{Gateway, GatewaySettings, Rate};
use orion_infra::config::{self, ConfigError};
use orion_infra::service::Service as _;

fn read(variables: &[(&str, &str)]) -> Result<GatewaySettings, ConfigError> {
    let environment = variables.iter().map(|(name, value)| {
        let name = format!("{}{name}", Gateway::PREFIX);
        (OsString::from(name), OsString::from(value))
    });
    config::load(Gateway::PREFIX, environment, Gateway::read)
}

const SERVICES: [(&str, &str); 3] = [
    ("SERVICES_AUTH", "http://auth:7101"),
    ("SERVICES_USER", "http://user:7102"),
    ("SERVICES_NOTIFICATIONS", "http://notifications:7103"),
];

#[test]
fn only_the_services_have_to_be_named() {
    let settings = read(&SERVICES).unwrap();
    assert_eq!(settings.services.user.to_string(), "http://user:7102");
    assert_eq!(settings.times.connect, Duration::from_secs(1));
    assert_eq!(settings.times.first_byte, Duration::from_secs(10));
    assert_eq!(settings.times.whole, Duration::from_mins(1));
    assert_eq!(settings.limits.address, Rate::new(100, 200));
    assert_eq!(settings.limits.user, Rate::new(50, 100));
    assert_eq!(settings.breaker.memory, 20);
    assert_eq!(settings.breaker.failures, 10);
}

#[test]
fn every_one_can_be_said_otherwise() {
    let mut variables = SERVICES.to_vec();
    variables.extend([
        ("TIMES_FIRST_BYTE_MS", "250"),
        ("BREAKER_MEMORY", "4"),
        ("BREAKER_FAILURES", "9"),
        ("LIMITS_USER_PER_SECOND", "7"),
        ("LIMITS_USER_BURST", "8"),
        ("LIMITS_SOCKETS_PER_USER", "0"),
        ("CORS_ORIGINS", "https://a.example, https://b.example"),
        ("PROXIES_TRUSTED", "10.0.0.0/8,::1"),
    ]);
    let settings = read(&variables).unwrap();
    assert_eq!(settings.times.first_byte, Duration::from_millis(250));
    assert_eq!(settings.breaker.failures, 4, "never more than it remembers");
    assert_eq!(settings.limits.user, Rate::new(7, 8));
    assert_eq!(settings.limits.sockets, 0);
    assert_eq!(settings.proxies, "10.0.0.0/8,::1".parse().unwrap());
}

#[test]
fn every_wrong_one_is_named() {
    let error = read(&[
        ("SERVICES_AUTH", "https://auth"),
        ("SERVICES_USER", "http://user"),
        ("TIMES_CONNECT_MS", "0"),
        ("BREAKER_MEMORY", "65"),
        ("LIMITS_ADDRESS_BURST", "0"),
        ("CORS_ORIGINS", "*"),
        ("PROXIES_TRUSTED", "proxy"),
    ])
    .unwrap_err();
    insta::assert_snapshot!(error, @"
    the configuration is not valid
      - `ORION_GATEWAY_SERVICES_AUTH` is not valid: expected an address as `http://auth:7101`, without user, query or fragment
      - `services.notifications` is missing: set `ORION_GATEWAY_SERVICES_NOTIFICATIONS`, `ORION_GATEWAY_SERVICES_NOTIFICATIONS_FILE`, or `services.notifications` in the file that `ORION_GATEWAY_CONFIG` names
      - `ORION_GATEWAY_TIMES_CONNECT_MS` is not valid: it has to be more than 0
      - `ORION_GATEWAY_BREAKER_MEMORY` is not valid: expected a number from 1 to 64
      - `ORION_GATEWAY_LIMITS_ADDRESS_BURST` is not valid: number would be zero for non-zero type
      - `ORION_GATEWAY_CORS_ORIGINS` is not valid: `*` is not an origin as `https://console.example`
      - `ORION_GATEWAY_PROXIES_TRUSTED` is not valid: `proxy` is neither an address nor a network
    ");
}
