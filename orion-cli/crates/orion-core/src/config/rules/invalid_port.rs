//! CFG023: a text that is no port.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::config::raw::PortForm;
use crate::config::{Port, Protocol};
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG023"),
    name: "invalid port",
    what: "An entry of `ports` is not a port.",
    why: "Ports are numbers from 1 to 65535.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]

    [services.web]
    workstream = "auth"
    ports = ["http"]"#,
    fix: "Write the port inside, `8080`, or outside and inside, `\"8081:80\"`; with `/udp` where it is not TCP. \
          Without a port outside, a free one is taken.",
};

/// Reads a port.
pub(crate) fn read(form: &PortForm, span: &Range<usize>) -> Result<Port, Diagnostic> {
    let port = match form {
        PortForm::Number(number) => {
            u16::try_from(*number)
                .ok()
                .filter(|port| *port > 0)
                .map(|container| Port {
                    container,
                    host: None,
                    protocol: Protocol::Tcp,
                })
        }
        PortForm::Text(text) => parse(text),
    };
    port.ok_or_else(|| {
        let text = match form {
            PortForm::Number(number) => number.to_string(),
            PortForm::Text(text) => text.clone(),
        };
        Diagnostic::error(RULE.code, format!("`{text}` is not a port"))
            .at(span.clone(), "")
            .help("write a number from 1 to 65535, as in `8080`, or `\"8081:80\"`")
    })
}

fn parse(text: &str) -> Option<Port> {
    let (ports, protocol) = match text.split_once('/') {
        Some((ports, "tcp")) => (ports, Protocol::Tcp),
        Some((ports, "udp")) => (ports, Protocol::Udp),
        Some(_) => return None,
        None => (text, Protocol::Tcp),
    };
    let number = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| text.parse::<u16>().ok().filter(|port| *port > 0))
            .flatten()
    };
    let (host, container) = match ports.split_once(':') {
        Some((host, container)) => (Some(number(host)?), number(container)?),
        None => (None, number(ports)?),
    };
    Some(Port {
        container,
        host,
        protocol,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_may_say_where_it_is_outside() {
        let port = |container, host, protocol| {
            Some(Port {
                container,
                host,
                protocol,
            })
        };
        assert_eq!(parse("80"), port(80, None, Protocol::Tcp));
        assert_eq!(parse("8081:80/tcp"), port(80, Some(8081), Protocol::Tcp));
        assert_eq!(parse("53/udp"), port(53, None, Protocol::Udp));
        for text in [
            "",
            "0",
            "65536",
            "+80",
            "80:",
            ":80",
            "80/sctp",
            "127.0.0.1:80:80",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
