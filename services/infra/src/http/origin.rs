//! Where a request came from: who is connected, or whom a proxy that is trusted names.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;

/// The header in which proxies say whom they heard from, each after what it was told itself.
pub const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The proxies in front of a service, as addresses and networks with commas between: `10.0.0.7, 10.1.0.0/16`. What
/// they say of their clients is believed, what anybody else says is not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    /// Whether one of them has that address.
    #[must_use]
    pub fn contain(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }

    /// Where a request came from that `peer` sent.
    ///
    /// Each proxy appends whom it heard from: read from the end, the first that is no proxy of ours is the client.
    /// What stands before it is hearsay, and so is what stands before something that is no address. Where all are
    /// proxies of ours, it is the one furthest away.
    #[must_use]
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let rows = headers.get_all(FORWARDED_FOR);
        let mut hops = rows
            .iter()
            .rev()
            .flat_map(|row| row.to_str().unwrap_or_default().rsplit(','));
        while self.contain(client) {
            let Some(hop) = hops.next().and_then(|hop| address(hop.trim())) else {
                break;
            };
            client = hop;
        }
        client
    }
}

/// An address as proxies write it: alone, or with a port.
fn address(text: &str) -> Option<IpAddr> {
    let alone = text.parse::<IpAddr>().ok();
    let address = alone.or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()))?;
    Some(address.to_canonical())
}

impl FromStr for TrustedProxies {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let network = |text: &str| {
            text.parse::<IpNet>()
                .or_else(|_| {
                    text.parse::<IpAddr>()
                        .map(|address| address.to_canonical().into())
                })
                .map_err(|_| format!("`{text}` is neither an address nor a network"))
        };
        text.split(',')
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(network)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// What counts as one client where requests are counted: an IPv4 address, or the network of 64 bits that an IPv6
/// address is in. One customer is given that much at least (RFC 6177), and whoever has one address of it has all.
#[must_use]
pub fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)))
        }
        version_4 @ IpAddr::V4(_) => version_4,
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use axum::http::{HeaderMap, HeaderValue};

    use super::{FORWARDED_FOR, TrustedProxies, household};

    fn client(proxies: &str, peer: &str, rows: &[&'static str]) -> String {
        let proxies: TrustedProxies = proxies.parse().unwrap();
        let mut headers = HeaderMap::new();
        for row in rows {
            headers.append(FORWARDED_FOR, HeaderValue::from_static(row));
        }
        proxies.client(peer.parse().unwrap(), &headers).to_string()
    }

    const PROXIES: &str = "10.0.0.5, 10.1.0.0/16";

    #[test]
    fn a_stranger_is_not_believed() {
        assert_eq!(client("", "192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
        assert_eq!(client(PROXIES, "192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
    }

    #[test]
    fn what_a_client_wrote_before_it_is_hearsay() {
        for rows in [
            &["198.51.100.7"][..],
            &["203.0.113.9, 198.51.100.7"],
            &["203.0.113.9", "198.51.100.7"],
            &["unknown,198.51.100.7"],
        ] {
            assert_eq!(client(PROXIES, "10.0.0.5", rows), "198.51.100.7");
        }
    }

    #[test]
    fn a_chain_of_trusted_proxies_is_followed() {
        for chain in [
            &["203.0.113.9, 198.51.100.7, 10.1.2.3"][..],
            &["203.0.113.9, 198.51.100.7", "10.1.2.3"],
        ] {
            assert_eq!(client(PROXIES, "10.0.0.5", chain), "198.51.100.7");
        }
        let ours = &["10.1.0.3, 10.1.0.2"];
        assert_eq!(client(PROXIES, "10.0.0.5", ours), "10.1.0.3");
    }

    #[test]
    fn what_is_no_address_ends_the_chain() {
        for rows in [&["unknown"][..], &[""], &[]] {
            assert_eq!(client(PROXIES, "10.0.0.5", rows), "10.0.0.5");
        }
        let chain = &["198.51.100.7, unknown, 10.1.2.3"];
        assert_eq!(client(PROXIES, "10.0.0.5", chain), "10.1.2.3");
    }

    #[test]
    fn ports_and_mapped_addresses_make_no_difference() {
        for (row, told) in [
            ("[2001:db8::7]:4711", "2001:db8::7"),
            ("::ffff:198.51.100.7", "198.51.100.7"),
            ("198.51.100.7:80", "198.51.100.7"),
        ] {
            assert_eq!(client(PROXIES, "::ffff:10.0.0.5", &[row]), told);
        }
    }

    #[test]
    fn a_list_names_what_is_wrong_in_it() {
        assert_eq!(
            "10.0.0.1, proxy".parse::<TrustedProxies>(),
            Err("`proxy` is neither an address nor a network".to_owned())
        );
        assert_eq!(" ".parse(), Ok(TrustedProxies::default()));
    }

    #[test]
    fn a_household_is_one_address_or_one_network() {
        let of = |text: &str| household(text.parse::<IpAddr>().unwrap()).to_string();
        assert_eq!(of("192.0.2.7"), "192.0.2.7");
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
    }
}
