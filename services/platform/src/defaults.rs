//! What the services are told where nobody says otherwise: SQLite files in one directory, one bus in memory,
//! and where the others are.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;

use crate::administrator;

/// Where each service listens, by its name.
pub type Addresses = BTreeMap<&'static str, SocketAddr>;

/// The defaults of the service with that name, by their keys.
pub(crate) fn of(name: &str, data: &Path, addresses: &Addresses) -> BTreeMap<String, String> {
    let mut defaults = BTreeMap::new();
    let mut set = |key: &str, text: String| defaults.insert(key.to_owned(), text);
    let url = |service: &str| {
        let address = addresses.get(service)?;
        Some(format!("http://{address}"))
    };
    if let Some(address) = addresses.get(name) {
        set("listen", address.to_string());
    }
    if matches!(name, "auth" | "user" | "notifications") {
        let file = data.join(format!("{name}.db"));
        set("database.url", format!("sqlite:{}", file.display()));
        // One bus for each directory of data, also where several platforms share a process.
        set("bus.url", format!("memory:{}", data.display()));
    }
    if name == "auth" {
        // The gateway asks it for everybody.
        if let Some(auth) = addresses.get(name) {
            set("trusted-proxies", seen_from(*auth).to_string());
        }
        // There is none before the first start.
        if let Some(password) = administrator::password(data) {
            set("admin.email", administrator::EMAIL.to_owned());
            set("admin.password", password);
        }
    } else if let Some(auth) = url("auth") {
        set("auth.url", auth);
    }
    if name == "gateway" {
        // The admin UI asks it for all who administrate. On the loopback interface that believes every process of
        // this machine, each of which could take another address as well.
        if let Some(gateway) = addresses.get(name) {
            set("proxies.trusted", seen_from(*gateway).to_string());
        }
        for service in ["auth", "user", "notifications"] {
            if let Some(url) = url(service) {
                set(&format!("services.{service}"), url);
            }
        }
    }
    if name == "admin-ui" {
        if let Some(gateway) = url("gateway") {
            set("gateway.url", gateway);
        }
        let loopback = addresses
            .get(name)
            .is_some_and(|address| address.ip().is_loopback());
        // Browsers reach it over plain HTTP there.
        set("insecure-cookies", loopback.to_string());
    }
    defaults
}

/// The address that another service in this process has in the eyes of the one that listens there: the system takes
/// the address that is asked for the asking side too, and the loopback interface's first one where that is another of
/// that interface, or none in particular.
fn seen_from(listening: SocketAddr) -> IpAddr {
    let address = listening.ip();
    match address {
        _ if !address.is_loopback() && !address.is_unspecified() => address,
        IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::net::{SocketAddr, TcpListener, TcpStream};
    use std::path::Path;

    use super::{Addresses, of, seen_from};

    #[test]
    fn a_neighbour_is_seen_at_the_address_that_it_asks() -> io::Result<()> {
        for listen in [
            "127.0.0.1:0",
            "127.0.0.2:0",
            "0.0.0.0:0",
            "[::1]:0",
            "[::]:0",
        ] {
            // Not every machine has the sixth version.
            let Ok(listener) = TcpListener::bind(listen) else {
                continue;
            };
            let address = listener.local_addr()?;
            let _asking = TcpStream::connect(address)?;
            let (_, peer) = listener.accept()?;
            assert_eq!(seen_from(address), peer.ip(), "{listen}");
        }
        Ok(())
    }

    #[test]
    fn who_asks_for_others_is_believed_by_whom_it_asks() {
        let address = |text: &str| text.parse::<SocketAddr>().ok();
        let addresses: Addresses = [
            ("auth", address("127.0.0.1:1")),
            ("gateway", address("0.0.0.0:2")),
            ("admin-ui", address("127.0.0.1:3")),
        ]
        .into_iter()
        .filter_map(|(name, address)| Some((name, address?)))
        .collect();
        let of = |name| of(name, Path::new("data"), &addresses);
        assert_eq!(of("auth")["trusted-proxies"], "127.0.0.1");
        assert_eq!(of("gateway")["proxies.trusted"], "127.0.0.1");
    }
}
