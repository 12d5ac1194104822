//! Text that travels but is never shown: passwords and tokens.

macro_rules! confidential {
    ($(#[$documentation:meta])* $name:ident) => {
        $(#[$documentation])*
        ///
        /// It has no `Display`, and its `Debug` says nothing of it.
        #[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps the text.
            #[must_use]
            pub fn new(text: String) -> Self {
                Self(text)
            }

            /// The text itself: not for logs, messages or errors.
            #[must_use]
            pub fn expose(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }

        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "format": "password" })
            }
        }
    };
}

pub(crate) use confidential;

#[cfg(test)]
mod tests {
    use crate::auth::v1::Password;

    #[test]
    fn debug_says_nothing_of_it() {
        let password = Password::new("hunter2".into());
        assert_eq!(format!("{password:?}"), "Password(redacted)");
    }

    #[test]
    fn it_travels_as_plain_text() {
        let password = Password::new("hunter2".into());
        let written = serde_json::to_string(&password).unwrap();
        assert_eq!(written, r#""hunter2""#);
        let read: Password = serde_json::from_str(&written).unwrap();
        assert_eq!(read.expose(), "hunter2");
    }
}
