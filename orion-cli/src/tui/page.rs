//! A text to be read in the place of the panes: what is behind a row or a figure.

use super::theme::Role;

/// A text with a title, and how far it is scrolled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Page {
    /// What it is about.
    pub(crate) title: String,
    /// Its lines. Text from elsewhere has been made visible.
    pub(crate) lines: Vec<(Role, String)>,
    /// The first line that is shown.
    pub(crate) scroll: usize,
    /// What `y` copies.
    pub(crate) copy: Option<String>,
    /// What `o` opens.
    pub(crate) url: Option<String>,
}

impl Page {
    /// A page without lines.
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// With one more line, which may be several.
    pub(crate) fn line(mut self, role: Role, text: impl AsRef<str>) -> Self {
        let lines = text.as_ref().split('\n');
        self.lines.extend(lines.map(|line| (role, line.to_owned())));
        self
    }

    /// With one more line of ordinary text.
    pub(crate) fn text(self, text: impl AsRef<str>) -> Self {
        self.line(Role::Text, text)
    }

    /// With a fact: its name, padded, and what it is.
    pub(crate) fn fact(self, name: &str, value: impl AsRef<str>) -> Self {
        let text = format!("{name:<11} {}", value.as_ref());
        self.text(text)
    }

    /// With an empty line.
    pub(crate) fn gap(self) -> Self {
        self.text("")
    }

    /// With the command that shows the same.
    pub(crate) fn shown_by(mut self, command: &str) -> Self {
        if self.copy.is_none() {
            self.copy = Some(command.to_owned());
        }
        self.line(Role::Hint, format!("shown by    {command}"))
    }

    /// The lines as they stand in so many columns.
    pub(crate) fn wrapped(&self, width: u16) -> Vec<(Role, String)> {
        let width = usize::from(width.max(1));
        let mut wrapped = Vec::with_capacity(self.lines.len());
        for (role, line) in &self.lines {
            let indent = line.len() - line.trim_start_matches(' ').len();
            let indent = " ".repeat((indent + 2).min(width / 2));
            let options = textwrap::Options::new(width).subsequent_indent(&indent);
            let lines = textwrap::wrap(line, options);
            wrapped.extend(lines.into_iter().map(|line| (*role, line.into_owned())));
        }
        wrapped
    }

    /// Goes so many lines on, or back, in so many columns and rows.
    pub(crate) fn go(&mut self, by: isize, (width, height): (u16, u16)) {
        let most = self.wrapped(width).len();
        let most = most.saturating_sub(usize::from(height));
        self.scroll = self.scroll.saturating_add_signed(by).min(most);
    }
}
