//! How a service is told where its database, the bus and the cache are.

use std::ffi::OsString;
use std::time::Duration;

use orion_infra::bus::{BusSettings, QUEUES};
use orion_infra::cache::CacheSettings;
use orion_infra::config::{self, ConfigError};
use orion_infra::database::{DatabaseSettings, Dialect};

type All = (DatabaseSettings, BusSettings, CacheSettings);

fn read(variables: &[(&str, &str)]) -> Result<All, ConfigError> {
    let environment = variables
        .iter()
        .map(|(name, value)| (OsString::from(name), OsString::from(value)));
    config::load("A_", environment, |reader| {
        let database = DatabaseSettings::read(reader);
        let bus = BusSettings::read(reader);
        let cache = CacheSettings::read(reader);
        Ok((database?, bus?, cache?))
    })
}

#[test]
fn two_urls_are_enough() {
    let (database, bus, cache) = read(&[
        ("A_DATABASE_URL", "sqlite:a.sqlite"),
        ("A_BUS_URL", "memory:platform"),
    ])
    .unwrap();
    assert_eq!(database.url.dialect(), Dialect::Sqlite);
    assert_eq!(database.connections, 8);
    assert_eq!(database.wait, Duration::from_secs(30));
    assert_eq!(bus.queues, QUEUES);
    insta::assert_debug_snapshot!(cache.url, @r#"CacheUrl("memory", ..)"#);
}

#[test]
fn nothing_that_may_hold_a_password_is_shown() {
    let all = read(&[
        ("A_DATABASE_URL", "postgres://a:hush@db/a"),
        ("A_DATABASE_PASSWORD", "hush"),
        ("A_BUS_URL", "amqp://a:hush@bus/%2f"),
        ("A_BUS_PASSWORD", "hush"),
        ("A_CACHE_URL", "rediss://:hush@cache/0"),
        ("A_CACHE_PASSWORD", "hush"),
    ])
    .unwrap();
    assert!(!format!("{all:?}").contains("hush"), "{all:?}");
}

#[test]
fn every_fault_is_told_and_no_value() {
    let error = read(&[
        ("A_DATABASE_URL", "mysql://hush"),
        ("A_DATABASE_CONNECTIONS", "0"),
        ("A_DATABASE_PASSWORD", ""),
        ("A_BUS_URL", "memory:"),
        ("A_BUS_PREFIX", "a b"),
        ("A_CACHE_URL", "http://hush"),
    ])
    .unwrap_err();
    insta::assert_snapshot!(error, @r"
    the configuration is not valid
      - `A_DATABASE_URL` is not valid: expected `postgres://ROLE@HOST/DATABASE`, `sqlite:PATH` or `sqlite::memory:`
      - `A_DATABASE_PASSWORD` is not valid: it is empty
      - `A_DATABASE_CONNECTIONS` is not valid: expected a whole number from 1 to 1000
      - `A_BUS_URL` is not valid: expected `amqp://USER@HOST:5672/%2f`, `amqps://…` or `memory:NAME`
      - `A_BUS_PREFIX` is not valid: expected at most 64 letters, digits, `-`, `_` and `.`
      - `A_CACHE_URL` is not valid: expected `memory:`, `redis://HOST:6379/0` or `rediss://…`
    ");
}
