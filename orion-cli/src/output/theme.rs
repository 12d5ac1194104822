//! Roles, not colours: what a piece of text is, and how that looks.

use std::fmt::{self, Display};

use anstyle::{AnsiColor, Style};

/// How each role looks; all plain where there are no colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Theme {
    ok: Style,
    warn: Style,
    fail: Style,
    hint: Style,
    path: Style,
    dim: Style,
}

impl Theme {
    /// No colours at all.
    pub(crate) const PLAIN: Self = Self {
        ok: Style::new(),
        warn: Style::new(),
        fail: Style::new(),
        hint: Style::new(),
        path: Style::new(),
        dim: Style::new(),
    };

    /// The terminal's own sixteen colours, so that its palette decides.
    pub(crate) const COLORED: Self = Self {
        ok: AnsiColor::Green.on_default().bold(),
        warn: AnsiColor::Yellow.on_default().bold(),
        fail: AnsiColor::Red.on_default().bold(),
        hint: AnsiColor::Cyan.on_default().bold(),
        path: Style::new().bold(),
        dim: Style::new().dimmed(),
    };

    /// What is as it should be.
    pub(crate) fn ok<T: Display>(&self, text: T) -> Painted<T> {
        Painted(self.ok, text)
    }

    /// What deserves a look.
    pub(crate) fn warn<T: Display>(&self, text: T) -> Painted<T> {
        Painted(self.warn, text)
    }

    /// What is wrong.
    pub(crate) fn fail<T: Display>(&self, text: T) -> Painted<T> {
        Painted(self.fail, text)
    }

    /// What to do next.
    pub(crate) fn hint<T: Display>(&self, text: T) -> Painted<T> {
        Painted(self.hint, text)
    }

    /// A path, or another name that the eye looks for.
    pub(crate) fn path<T: Display>(&self, text: T) -> Painted<T> {
        Painted(self.path, text)
    }

    /// What matters least.
    pub(crate) fn dim<T: Display>(&self, text: T) -> Painted<T> {
        Painted(self.dim, text)
    }

    /// Whether there are colours.
    pub(crate) fn is_colored(&self) -> bool {
        *self != Self::PLAIN
    }
}

/// Text in its role. Width and alignment in a format string hold for the text alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Painted<T>(Style, T);

impl<T: Display> Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.render())?;
        self.1.fmt(f)?;
        write!(f, "{}", self.0.render_reset())
    }
}

#[cfg(test)]
mod tests {
    use super::Theme;

    #[test]
    fn plain_text_stays_as_it_is() {
        assert_eq!(format!("[{:<6}]", Theme::PLAIN.fail("no")), "[no    ]");
    }

    #[test]
    fn padding_counts_the_text_alone() {
        assert_eq!(
            format!("[{:<4}]", Theme::COLORED.path("no")),
            "[\u{1b}[1mno  \u{1b}[0m]"
        );
    }
}
