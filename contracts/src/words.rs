//! Words: small closed sets that grow. A reader takes a word that it does not know for `Unknown`; nobody
//! writes that.

macro_rules! words {
    (
        $(#[doc = $documentation:literal])*
        $name:ident {
            $($(#[doc = $meaning:literal])* $variant:ident = $word:literal,)+
        }
    ) => {
        $(#[doc = $documentation])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[doc = $meaning])* $variant,)+
            /// A word that this version does not know.
            Unknown,
        }

        impl $name {
            /// Every word that this version knows.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it is written; `unknown` for one that is not known.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Unknown => "unknown",
                }
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)+
                    _ => Self::Unknown,
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.name())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    Self::Unknown => Err(serde::ser::Error::custom(concat!(
                        "an unknown `", stringify!($name), "` is never written"
                    ))),
                    known => serializer.serialize_str(known.name()),
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Ok(Self::from(word.as_ref()))
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "enum": [$($word),+],
                    "description": crate::words::description(
                        concat!($($documentation, "\n"),*),
                        &[$(($word, concat!($($meaning),*))),+],
                    ),
                })
            }
        }
    };
}

pub(crate) use words;

/// What the words are about, and a line for each.
pub(crate) fn description(about: &str, words: &[(&str, &str)]) -> String {
    let about = about.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    let mut text = about.trim().to_owned();
    text.push('\n');
    for (word, meaning) in words {
        text.push_str("\n- `");
        text.push_str(word);
        text.push_str("`: ");
        text.push_str(meaning.trim());
    }
    text
}
