//! What a form or a query says.

use orion_contracts::page::Cursor;
use url::form_urlencoded;

use super::Failed;

/// Its fields, in their order; a name may stand more than once.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `application/x-www-form-urlencoded`, which any bytes are.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        Self(form_urlencoded::parse(bytes).into_owned().collect())
    }

    /// The first field of that name; empty when there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// The first field of that name, unless it is empty.
    pub(crate) fn given(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// The place in a list that the field `after` says.
    ///
    /// # Errors
    /// When it says none that there can be.
    pub(crate) fn cursor(&self) -> Result<Option<Cursor>, Failed> {
        self.given("after")
            .map(|text| text.parse().map_err(|_| Failed::NotFound))
            .transpose()
    }

    /// Every field of that name.
    pub(crate) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(found, _)| found == name)
            .map(|(_, text)| text.as_str())
    }
}

/// A path with those of the parameters that are given.
pub(crate) fn query(path: &str, parameters: &[(&str, Option<&str>)]) -> String {
    let mut text = form_urlencoded::Serializer::new(String::new());
    for (name, value) in parameters {
        if let Some(value) = value {
            text.append_pair(name, value);
        }
    }
    match text.finish() {
        empty if empty.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

/// The text when it is a path on this host, and nothing that a browser takes for another one.
pub(crate) fn local_path(text: &str) -> Option<&str> {
    let path = text.strip_prefix('/')?;
    let elsewhere = path.starts_with(['/', '\\']);
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (!elsewhere && plain).then_some(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use url::Url;

    use super::{Fields, local_path, query};

    #[test]
    fn a_form_is_read() {
        let fields = Fields::read(b"id=1&name=a%20b+c&id=2&empty=");
        assert_eq!(fields.text("name"), "a b c");
        assert_eq!(fields.all("id").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(fields.given("empty"), None);
        assert_eq!(fields.text("none"), "");
    }

    #[test]
    fn a_query_is_escaped() {
        let parameters = [("search", Some("a&b=c ü")), ("after", None)];
        assert_eq!(
            query("/users", &parameters),
            "/users?search=a%26b%3Dc+%C3%BC"
        );
        assert_eq!(query("/users", &[("after", None)]), "/users");
    }

    #[test]
    fn only_paths_of_this_host_are_followed() {
        assert_eq!(local_path("/users?after=x"), Some("/users?after=x"));
        for elsewhere in [
            "",
            "users",
            "//evil",
            "/\\evil",
            "https://evil",
            "/\t/evil",
            "/a\\b",
            "/é",
        ] {
            assert_eq!(local_path(elsewhere), None, "{elsewhere}");
        }
    }

    proptest! {
        #[test]
        fn a_path_that_is_followed_stays_on_this_host(text in "[/\\\\.:@a-z\t?#%é]{0,12}") {
            let here: Url = "https://admin.example/login".parse().unwrap();
            if let Some(path) = local_path(&text) {
                let there = here.join(path).unwrap();
                prop_assert_eq!(there.origin(), here.origin(), "{}", text);
            }
        }

        #[test]
        fn a_query_says_what_it_was_given(text in ".{0,40}") {
            let path = query("/x", &[("y", Some(text.as_str()))]);
            let fields = Fields::read(path.strip_prefix("/x?").unwrap().as_bytes());
            prop_assert_eq!(fields.text("y"), text);
            prop_assert_eq!(local_path(&path), Some(path.as_str()));
        }
    }
}
