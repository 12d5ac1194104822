//! Where GitHub's interfaces are.

use std::ffi::OsString;

use orion_app::forge::ForgeError;
use url::{Host, Url};

/// The roots of both interfaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The REST interface: `https://api.github.com`
    pub rest: Url,
    /// The GraphQL interface: `https://api.github.com/graphql`
    pub graphql: Url,
}

impl Address {
    /// The interfaces of a host. `GITHUB_API_URL` and `GITHUB_GRAPHQL_API_URL`, which Actions sets, are taken only
    /// where they are this host's: a token is for one host.
    ///
    /// # Errors
    /// [`ForgeError::Refused`] when one of these is not an address, or one that a token may not be sent to.
    pub fn of(
        host: &str,
        environment: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, ForgeError> {
        let variable = |name: &str| -> Result<Option<Url>, ForgeError> {
            let Some(value) = environment(name).filter(|value| !value.is_empty()) else {
                return Ok(None);
            };
            parse(&value.to_string_lossy())
                .map(Some)
                .map_err(|reason| ForgeError::Refused {
                    faults: vec![format!("`{name}` {reason}")],
                })
        };
        let server = variable("GITHUB_SERVER_URL")?;
        let fits = |url: &Url| {
            let at = authority(url);
            let usual = at == host || at.strip_prefix("api.") == Some(host) || is_local(url);
            server
                .as_ref()
                .map_or(usual, |server| authority(server) == host)
        };
        let rest = match variable("GITHUB_API_URL")?.filter(fits) {
            Some(url) => url,
            None if host == "github.com" => known("https://api.github.com")?,
            None => known(&format!("https://{host}/api/v3"))?,
        };
        let graphql = variable("GITHUB_GRAPHQL_API_URL")?.filter(fits);
        let graphql = graphql.unwrap_or_else(|| beside(&rest));
        Ok(Self { rest, graphql })
    }

    /// The path of something in the REST interface.
    pub(super) fn path(&self, below: &str) -> String {
        format!("{}{below}", self.rest.path().trim_end_matches('/'))
    }

    /// The path and query of an absolute address in the REST interface; `None` for one that leads elsewhere, where
    /// the token may not go.
    pub(super) fn inside(&self, address: &str) -> Option<String> {
        let url = self.rest.join(address).ok()?;
        let inside = url.origin() == self.rest.origin();
        inside.then(|| url[url::Position::BeforePath..url::Position::AfterQuery].to_owned())
    }
}

/// The GraphQL interface that belongs to a REST interface.
fn beside(rest: &Url) -> Url {
    let path = rest.path().trim_end_matches('/');
    let path = path.strip_suffix("/v3").unwrap_or(path);
    let mut url = rest.clone();
    url.set_path(&format!("{path}/graphql"));
    url
}

/// Takes an address that a token may be sent to.
fn parse(text: &str) -> Result<Url, &'static str> {
    let url = Url::parse(text).map_err(|_| "is not an address")?;
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_local(&url) => Ok(url),
        _ => Err("is not an `https` address"),
    }
}

/// One that is made from a host's name.
fn known(text: &str) -> Result<Url, ForgeError> {
    parse(text).map_err(|reason| ForgeError::Refused {
        faults: vec![format!("`{text}` {reason}")],
    })
}

/// The host, and the port where it is not the usual one.
fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

/// Whether it is on this machine, which no network can listen to.
fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roots(host: &str, variables: &[(&str, &str)]) -> String {
        let found = Address::of(host, |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        });
        match found {
            Ok(address) => format!("{} {}", address.rest, address.graphql),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn each_host_has_its_roots() {
        let public = "https://api.github.com/ https://api.github.com/graphql";
        assert_eq!(roots("github.com", &[]), public);
        let own = "https://ghe.example/api/v3 https://ghe.example/api/graphql";
        assert_eq!(roots("ghe.example", &[]), own);
        // Another host's are not taken.
        let actions = [
            ("GITHUB_SERVER_URL", "https://github.com"),
            ("GITHUB_API_URL", "https://api.github.com"),
            ("GITHUB_GRAPHQL_API_URL", "https://api.github.com/graphql"),
        ];
        assert_eq!(roots("github.com", &actions), public);
        assert_eq!(roots("ghe.example", &actions), own);
        assert_eq!(roots("ghe.example", &actions[1..]), own);
        let other = [("GITHUB_API_URL", "https://ghe.example/api/v3")];
        assert_eq!(roots("github.com", &other), public);
        assert_eq!(roots("ghe.example", &other), own);
    }

    #[test]
    fn a_token_goes_over_https_or_stays_on_this_machine() {
        let local = [("GITHUB_API_URL", "http://127.0.0.1:8181")];
        assert_eq!(
            roots("github.com", &local),
            "http://127.0.0.1:8181/ http://127.0.0.1:8181/graphql"
        );
        let open = [("GITHUB_API_URL", "http://api.github.com")];
        assert_eq!(
            roots("github.com", &open),
            "GitHub refuses it: `GITHUB_API_URL` is not an `https` address"
        );
    }

    #[test]
    fn only_addresses_of_the_same_origin_are_followed() {
        let address = Address::of("ghe.example", |_| None).unwrap();
        let inside = "https://ghe.example/api/v3/repositories/1/issues?page=2";
        assert_eq!(
            address.inside(inside).as_deref(),
            Some("/api/v3/repositories/1/issues?page=2")
        );
        assert_eq!(address.inside("https://evil.example/api/v3/x"), None);
        assert_eq!(address.inside("http://ghe.example/api/v3/x"), None);
        assert_eq!(address.inside("//evil.example/x"), None);
        assert_eq!(address.path("/user"), "/api/v3/user");
    }
}
