//! Addresses of databases and brokers in a service's environment.

use crate::config::Service;
use crate::ids::SecretName;

/// Where mounted secrets are.
const SECRETS: &str = "/run/secrets/";

/// `scheme://user:password@host:port/path`, as far as it is written.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    /// The variable that holds it.
    pub variable: String,
    /// What it is spoken by: `postgres`, `amqp`, `mysql`.
    pub scheme: String,
    /// Who asks.
    pub user: Option<String>,
    /// The password, where it stands in the address.
    pub password: Option<String>,
    /// The host: another service's name, within a stack.
    pub host: String,
    /// The port, where it is given.
    pub port: Option<u16>,
    /// What stands after the host, without its `/`: a database, a virtual host.
    pub path: String,
}

impl std::fmt::Debug for Address {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // It may hold a password.
        write!(formatter, "Address({}://{}/…)", self.scheme, self.host)
    }
}

impl Address {
    /// Whether it leads to a database server.
    #[must_use]
    pub fn is_database(&self) -> bool {
        matches!(
            self.scheme.as_str(),
            "postgres" | "postgresql" | "mysql" | "mariadb"
        )
    }

    /// Whether PostgreSQL's protocol is spoken there.
    #[must_use]
    pub fn is_postgres(&self) -> bool {
        matches!(self.scheme.as_str(), "postgres" | "postgresql")
    }

    /// Whether it leads to a broker.
    #[must_use]
    pub fn is_broker(&self) -> bool {
        self.scheme == "amqp"
    }

    /// The secret that holds its password: the one whose file the variable beside it names, `X_PASSWORD_FILE`
    /// for `X_URL`.
    #[must_use]
    pub fn secret(&self, service: &Service) -> Option<SecretName> {
        let beside = format!("{}PASSWORD_FILE", self.variable.strip_suffix("URL")?);
        let (_, file) = service
            .env
            .iter()
            .find(|(variable, _)| variable.as_str() == beside)?;
        let name = file.strip_prefix(SECRETS)?;
        let mut secrets = service.secrets.iter();
        secrets.find(|secret| secret.as_str() == name).cloned()
    }
}

/// The addresses in a service's environment, in the file's order.
pub fn addresses(service: &Service) -> impl Iterator<Item = Address> {
    let variables = service.env.iter();
    variables.filter_map(|(variable, value)| read(variable.as_str(), value))
}

fn read(variable: &str, value: &str) -> Option<Address> {
    let (scheme, rest) = value.trim().split_once("://")?;
    let is_scheme = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    if scheme.is_empty() || !scheme.bytes().all(is_scheme) {
        return None;
    }
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (login, host) = match authority.rsplit_once('@') {
        Some((login, host)) => (Some(login), host),
        None => (None, authority),
    };
    let (user, password) = match login.map(|login| login.split_once(':')) {
        Some(Some((user, password))) => (Some(user), Some(password)),
        Some(None) => (login, None),
        None => (None, None),
    };
    let (host, port) = match host.rsplit_once(':') {
        Some((name, port)) if port.parse::<u16>().is_ok() => (name, port.parse().ok()),
        _ => (host, None),
    };
    Some(Address {
        variable: variable.to_owned(),
        scheme: scheme.to_ascii_lowercase(),
        user: user.map(decoded).filter(|user| !user.is_empty()),
        password: password.map(decoded).filter(|given| !given.is_empty()),
        host: host.to_owned(),
        port,
        path: decoded(path.trim_end_matches('/')),
    })
}

/// RFC 3986, 2.1. What is no escape stands for itself.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'%').then(|| after.get(..2)).flatten();
        let escaped = escaped.and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(byte) = escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(value: &str) -> String {
        let Some(address) = read("A_URL", value) else {
            return "none".to_owned();
        };
        format!(
            "{} {:?} {:?} {} {:?} {}",
            address.scheme,
            address.user,
            address.password,
            address.host,
            address.port,
            address.path
        )
    }

    #[test]
    fn addresses_are_read_as_they_are_written() {
        insta::assert_snapshot!(
            [
                "postgres://auth@postgres/auth",
                "postgresql://a%40b:p%2Fq@db:5433/shop?sslmode=disable",
                "amqp://orion@rabbitmq/%2f",
                "http://auth:7101",
                "sqlite:file.db",
                "0.0.0.0:80",
            ].map(told).join("\n"),
            @r#"
        postgres Some("auth") None postgres None auth
        postgresql Some("a@b") Some("p/q") db Some(5433) shop
        amqp Some("orion") None rabbitmq None /
        http None None auth Some(7101) 
        none
        none
        "#
        );
    }
}
