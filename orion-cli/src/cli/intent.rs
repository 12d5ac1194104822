//! What has to be known about a command line even when it cannot be understood: how to answer it.

use std::ffi::{OsStr, OsString};

use clap::ValueEnum;

use super::Color;

/// How the answer is wanted, read off the raw arguments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Intent {
    /// The last `--color`.
    pub(crate) color: Color,
    /// Whether JSON was asked for: `--json` or `--format json`.
    pub(crate) json: bool,
}

impl Intent {
    /// Reads the arguments up to `--`.
    pub(crate) fn read(arguments: &[OsString]) -> Self {
        let mut intent = Self::default();
        let mut words = arguments
            .iter()
            .skip(1)
            .map(OsString::as_os_str)
            .take_while(|word| *word != "--")
            .peekable();
        while let Some(word) = words.next() {
            let (name, value) = match word.to_str().and_then(|text| text.split_once('=')) {
                Some((name, value)) => (OsStr::new(name), Some(value)),
                None => (word, words.peek().and_then(|next| next.to_str())),
            };
            match (name.to_str(), value) {
                (Some("--json"), _) | (Some("--format"), Some("json")) => intent.json = true,
                (Some("--color"), Some(when)) => {
                    if let Ok(color) = Color::from_str(when, false) {
                        intent.color = color;
                    }
                }
                _ => {}
            }
        }
        intent
    }
}

#[cfg(test)]
mod tests {
    use super::{Color, Intent};

    fn read(line: &str) -> Intent {
        let arguments: Vec<_> = line.split(' ').map(Into::into).collect();
        Intent::read(&arguments)
    }

    #[test]
    fn finds_json_and_color_in_either_form() {
        let json = |line| read(line).json;
        assert!(json("orion owner --json"));
        assert!(json("orion check --format json"));
        assert!(json("orion check --format=json --nonsense"));
        assert!(!json("orion check --format human"));
        assert_eq!(read("orion x --color never").color, Color::Never);
        assert_eq!(read("orion --color=always x").color, Color::Always);
        assert_eq!(read("orion --color=purple x").color, Color::Auto);
    }

    #[test]
    fn stops_at_the_end_of_options() {
        assert_eq!(
            read("orion owner -- --json --color=never"),
            Intent::default()
        );
    }
}
