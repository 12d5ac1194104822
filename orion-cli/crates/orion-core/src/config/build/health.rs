//! `health`

use std::num::NonZeroU32;
use std::ops::Range;

use super::Builder;
use super::builder::Placed;
use crate::config::raw;
use crate::config::rules::{exactly_one, missing_key};
use crate::config::{CommandLine, Health, HttpPath, Port, Probe};

impl Builder<'_> {
    pub(super) fn health(&mut self, table: Placed<raw::Health>, ports: &[Port]) -> Option<Health> {
        let span = table.span;
        let raw::Health {
            http,
            port,
            tcp,
            exec,
            postgres,
            amqp,
            interval,
            timeout,
            retries,
            start_period,
        } = table.value;
        let kinds = [
            ("http", http.span()),
            ("tcp", tcp.span()),
            ("exec", exec.span()),
            ("postgres", postgres.span()),
            ("amqp", amqp.span()),
        ];
        self.exactly_one("`health`", &kinds, &span);
        if let (Some(port), None) = (port.span(), http.span()) {
            self.report(exactly_one::without("port", "http", port));
        }
        let port = self.whole(port).map(|port| port.value);
        let http = self.http(http, port, ports, &span);
        let tcp = self.whole(tcp).map(|port| Probe::Tcp(port.value));
        let exec = self.command(exec).map(|line| {
            Probe::Exec(match line {
                CommandLine::Shell(line) => vec!["sh".to_owned(), "-c".to_owned(), line],
                CommandLine::Program(program) => program,
            })
        });
        let postgres = self.whole(postgres).map(|port| Probe::Postgres(port.value));
        let amqp = self.whole(amqp).map(|port| Probe::Amqp(port.value));
        let interval = self.text(interval);
        let timeout = self.text(timeout);
        let retries = self.whole::<u32, _, _>(retries);
        let start_period = self.text(start_period);
        Some(Health {
            probe: http.or(tcp).or(exec).or(postgres).or(amqp)?,
            interval: interval.map_or(Health::INTERVAL, |interval| interval.value),
            timeout: timeout.map_or(Health::TIMEOUT, |timeout| timeout.value),
            retries: retries
                .and_then(|retries| NonZeroU32::new(retries.value))
                .unwrap_or(Health::RETRIES),
            start_period: start_period.map_or(Health::START_PERIOD, |period| period.value),
        })
    }

    fn http(
        &mut self,
        field: raw::Field<raw::Text<HttpPath>>,
        port: Option<u16>,
        ports: &[Port],
        span: &Range<usize>,
    ) -> Option<Probe> {
        let path = self.text(field)?;
        if port.is_none() && ports.is_empty() {
            self.report(missing_key::finding(
                "`health`",
                "port",
                span.clone(),
                "port = 8080",
            ));
        }
        Some(Probe::Http {
            path: path.value,
            port,
        })
    }
}
