//! Where letters go out.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use lettre::message::Mailbox;
use orion_infra::config::{Reader, Recorded, Secret};
use url::{Host, Url};

/// How many times a letter is tried: with pauses that grow to an hour, for most of a day.
const ATTEMPTS: u32 = 30;

/// `smtps://USER@HOST` (TLS from the start), `smtp://USER@HOST?tls=required` (STARTTLS), or `smtp://HOST` without
/// either. It may hold a password, so it is never printed.
#[derive(Clone)]
pub struct SmtpUrl(Url);

impl SmtpUrl {
    /// The URL.
    pub(super) fn url(&self) -> &Url {
        &self.0
    }
}

impl FromStr for SmtpUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str =
            "expected `smtps://USER@HOST`, `smtp://USER@HOST?tls=required` or `smtp://HOST`";
        let url = Url::parse(text).map_err(|_| EXPECTED)?;
        let encrypted = match (url.scheme(), url.query()) {
            ("smtps", None) | ("smtp", Some("tls=required")) => true,
            ("smtp", None) => false,
            _ => return Err(EXPECTED),
        };
        if url.host().is_none() {
            return Err(EXPECTED);
        }
        if !url.username().is_empty() && !encrypted && !is_here(&url) {
            return Err("a password goes over TLS only: use `smtps:` or `?tls=required`");
        }
        Ok(Self(url))
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SmtpUrl({:?}, ..)", self.0.scheme())
    }
}

/// Whether the server is on this machine, so that nobody sees what is sent to it.
fn is_here(url: &Url) -> bool {
    match url.host() {
        // The scheme is none that `url` knows, so that it does not look for addresses among the names.
        Some(Host::Domain(name)) => {
            name == "localhost"
                || name
                    .parse()
                    .is_ok_and(|address: IpAddr| address.is_loopback())
        }
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// How letters are sent.
#[derive(Debug, Clone)]
pub struct MailSettings {
    /// `smtp.url`: the mail server.
    pub url: SmtpUrl,
    /// `smtp.password`: the user's password, when the URL holds none.
    pub password: Option<Secret>,
    /// `smtp.from`: who they are from, as `Orion <orion@example.org>`.
    pub from: Mailbox,
    /// `smtp.attempts`: how many times a letter is tried that the server does not take; 30 unless said
    /// otherwise. That the server is away does not count.
    pub attempts: u32,
}

impl MailSettings {
    /// Reads `smtp.url`, `smtp.password`, `smtp.from` and `smtp.attempts`. Without `smtp.url` no letters are sent.
    ///
    /// # Errors
    /// When one of them cannot be used, or `smtp.from` is missing; the reader remembers why.
    pub fn read(reader: &mut Reader) -> Result<Option<Self>, Recorded> {
        let url = reader.optional("smtp.url");
        let password = reader.optional_secret("smtp.password");
        let from = match &url {
            Ok(None) => reader.optional("smtp.from"),
            Ok(Some(_)) | Err(_) => reader.required("smtp.from").map(Some),
        };
        let attempts = reader.value("smtp.attempts", Attempts(ATTEMPTS));
        let (url, password, from, attempts) = (url?, password?, from?, attempts?.0);
        Ok(url.zip(from).map(|(url, from)| Self {
            url,
            password,
            from,
            attempts,
        }))
    }
}

/// At least one, or nothing would ever be sent.
struct Attempts(u32);

impl FromStr for Attempts {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse() {
            Ok(count @ 1..=1000) => Ok(Self(count)),
            _ => Err("expected a whole number from 1 to 1000"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SmtpUrl;

    #[test]
    fn a_password_goes_over_tls_only() {
        for good in [
            "smtps://orion@mail.example.org",
            "smtp://orion@mail.example.org:587?tls=required",
            "smtp://mail.example.org",
            "smtp://127.0.0.1:2525",
            "smtp://orion@127.0.0.1:2525",
            "smtp://orion@localhost",
            "smtp://orion@[::1]",
        ] {
            assert!(good.parse::<SmtpUrl>().is_ok(), "{good}");
        }
        for bad in [
            "smtp://orion@mail.example.org",
            "smtp://orion@mail.example.org?tls=opportunistic",
            "smtp://mail.example.org?tls=none",
            "http://mail.example.org",
            "smtp:",
            "mail.example.org",
            "",
        ] {
            assert!(bad.parse::<SmtpUrl>().is_err(), "{bad}");
        }
    }

    #[test]
    fn it_is_never_printed() {
        let url: SmtpUrl = "smtps://orion:hunter2@mail.example.org".parse().unwrap();
        assert_eq!(format!("{url:?}"), "SmtpUrl(\"smtps\", ..)");
    }
}
