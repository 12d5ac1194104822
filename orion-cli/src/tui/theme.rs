//! Roles, not colours: what a piece of the screen is, and how that looks in each palette.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// Ordinary text.
    #[default]
    Text,
    /// As it should be.
    Ok,
    /// Deserves a look.
    Warn,
    /// Is wrong.
    Fail,
    /// What to do next.
    Hint,
    /// A name that the eye looks for.
    Path,
    /// Matters least.
    Dim,
    /// The selected row of the pane that has the keys.
    Selected,
    /// The border and title of the pane that has the keys.
    Focus,
}

/// A set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Palette {
    /// The terminal's own sixteen colours.
    Terminal,
    /// Blue, yellow and vermilion, which people with any kind of colour vision tell apart, after M. Okabe and K. Ito,
    /// "Color Universal Design" (2008).
    ColourBlind,
    /// None at all.
    Mono,
}

impl Palette {
    /// All of them, in the order of `T`.
    pub(crate) const ALL: [Self; 3] = [Self::Terminal, Self::ColourBlind, Self::Mono];

    /// Its name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::ColourBlind => "colour-blind",
            Self::Mono => "mono",
        }
    }

    /// The one of that name.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|palette| palette.name() == name)
    }

    /// The next one, round and round.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::Terminal => Self::ColourBlind,
            Self::ColourBlind => Self::Mono,
            Self::Mono => Self::Terminal,
        }
    }

    /// How a role looks. Without colours a state is told by its word and its sign, and what is wrong is bold.
    pub(crate) fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let dim = plain.add_modifier(Modifier::DIM);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        let [ok, warn, fail, hint] = match self {
            Self::Terminal => [Color::Green, Color::Yellow, Color::Red, Color::Cyan],
            Self::ColourBlind => [
                Color::Indexed(39),
                Color::Indexed(220),
                Color::Indexed(202),
                Color::Indexed(117),
            ],
            Self::Mono => {
                return match role {
                    Role::Text | Role::Ok | Role::Warn | Role::Hint => plain,
                    Role::Fail | Role::Path | Role::Focus => bold,
                    Role::Dim => dim,
                    Role::Selected => reversed,
                };
            }
        };
        match role {
            Role::Text => plain,
            Role::Ok => plain.fg(ok),
            Role::Warn => plain.fg(warn),
            Role::Fail => bold.fg(fail),
            Role::Hint => plain.fg(hint),
            Role::Path => bold,
            Role::Dim => dim,
            Role::Selected => reversed,
            Role::Focus => bold.fg(hint),
        }
    }
}

/// Their names.
#[cfg(test)]
pub(crate) const PALETTES: [&str; 3] = [
    Palette::Terminal.name(),
    Palette::ColourBlind.name(),
    Palette::Mono.name(),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mono_has_no_colours() {
        let roles = [
            Role::Text,
            Role::Ok,
            Role::Warn,
            Role::Fail,
            Role::Hint,
            Role::Path,
            Role::Dim,
            Role::Selected,
            Role::Focus,
        ];
        for role in roles {
            let style = Palette::Mono.style(role);
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }

    #[test]
    fn palettes_go_round_and_have_names() {
        for palette in Palette::ALL {
            assert_eq!(Palette::of(palette.name()), Some(palette));
        }
        assert_eq!(Palette::Terminal.next().next().next(), Palette::Terminal);
    }
}
