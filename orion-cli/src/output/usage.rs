//! What the command line's parser has to say.

use std::borrow::Cow;

use clap::error::{ContextKind, ContextValue};

use super::{Theme, visible};

/// The parser's message, with arguments that a terminal would obey made visible.
pub(super) fn harmless(mut message: clap::Error) -> clap::Error {
    let hostile: Vec<_> = message
        .context()
        .filter_map(|(kind, value)| match value {
            ContextValue::String(text) => match visible(text) {
                Cow::Owned(shown) => Some((kind, shown)),
                Cow::Borrowed(_) => None,
            },
            _ => None,
        })
        .collect();
    if !hostile.is_empty() {
        // It would repeat the argument.
        message.remove(ContextKind::Suggested);
    }
    for (kind, shown) in hostile {
        message.insert(kind, ContextValue::String(shown));
    }
    message
}

/// The message as text that ends with a line break.
pub(super) fn render(message: &clap::Error, theme: Theme) -> String {
    let text = message.render();
    let text = if theme.is_colored() {
        text.ansi().to_string()
    } else {
        text.to_string()
    };
    format!("{}\n", text.trim_end())
}
