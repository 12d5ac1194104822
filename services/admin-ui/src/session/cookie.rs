//! The two cookies: the session's, and the one that the log in page is sent with.
//!
//! Where they are secure their names begin with `__Host-`: a browser takes such a cookie over HTTPS only, for
//! this host and all its paths only, so no other host of the domain can plant one (RFC 6265bis).

use axum::http::{HeaderMap, HeaderValue, header};

use super::SessionId;

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// Of somebody who is logged in.
    Session,
    /// Of somebody who was sent the log in page. It is worth nothing but for that page's form.
    Entry,
}

/// How they are written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cookies {
    /// Whether they travel over HTTPS only.
    pub(crate) secure: bool,
}

impl Cookies {
    /// What the request says it is. A cookie that it says twice counts as none: one of them was planted.
    pub(crate) fn read(self, headers: &HeaderMap, cookie: Cookie) -> Option<SessionId> {
        let name = self.name(cookie);
        let mut values = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(found, _)| *found == name)
            .map(|(_, value)| value);
        let value = values.next()?;
        if values.next().is_some() {
            return None;
        }
        SessionId::parse(value)
    }

    /// Gives it to the browser, until it is closed.
    pub(crate) fn set(self, headers: &mut HeaderMap, cookie: Cookie, id: &SessionId) {
        self.write(headers, cookie, id.expose(), "");
    }

    /// Takes it from the browser.
    pub(crate) fn remove(self, headers: &mut HeaderMap, cookie: Cookie) {
        self.write(headers, cookie, "", "; Max-Age=0");
    }

    fn write(self, headers: &mut HeaderMap, cookie: Cookie, value: &str, age: &str) {
        let name = self.name(cookie);
        let secure = if self.secure { "; Secure" } else { "" };
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict{secure}{age}");
        // All of it is ASCII without control characters, which is what a header may hold.
        if let Ok(mut value) = HeaderValue::try_from(text) {
            value.set_sensitive(true);
            headers.append(header::SET_COOKIE, value);
        }
    }

    fn name(self, cookie: Cookie) -> &'static str {
        match (cookie, self.secure) {
            (Cookie::Session, true) => "__Host-orion-admin",
            (Cookie::Session, false) => "orion-admin",
            (Cookie::Entry, true) => "__Host-orion-admin-entry",
            (Cookie::Entry, false) => "orion-admin-entry",
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::{Cookie, Cookies, SessionId};

    fn headers(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(cookie).unwrap())])
    }

    #[test]
    fn it_is_found_among_others() {
        let id = SessionId::random().unwrap();
        let cookies = Cookies { secure: true };
        let sent = headers(&format!("a=b; __Host-orion-admin={}; c", id.expose()));
        assert_eq!(cookies.read(&sent, Cookie::Session), Some(id));
        assert_eq!(cookies.read(&sent, Cookie::Entry), None);
        assert_eq!(Cookies { secure: false }.read(&sent, Cookie::Session), None);
    }

    #[test]
    fn one_that_was_planted_beside_it_makes_it_void() {
        let (id, planted) = (SessionId::random().unwrap(), SessionId::random().unwrap());
        let sent = format!(
            "orion-admin={}; orion-admin={}",
            planted.expose(),
            id.expose()
        );
        let cookies = Cookies { secure: false };
        assert_eq!(cookies.read(&headers(&sent), Cookie::Session), None);
    }
}
