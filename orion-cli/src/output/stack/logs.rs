//! What services wrote, for people and for programs.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use orion_app::stack::{LogLine, LogStream};
use orion_core::stack::{Level, readable};
use serde::Serialize;

use crate::failure::Failure;
use crate::output::{Printer, Theme, visible};

/// The colours that tell services apart, in the order that services get them.
const COLORS: [AnsiColor; 6] = [
    AnsiColor::Cyan,
    AnsiColor::Magenta,
    AnsiColor::Blue,
    AnsiColor::Green,
    AnsiColor::Yellow,
    AnsiColor::BrightBlue,
];

/// Writes lines as they come.
#[derive(Debug)]
pub(crate) struct LogWriter<'p> {
    printer: &'p Printer,
    json: bool,
    /// Lines that are not as bad as that are left out.
    level: Option<Level>,
    services: Vec<String>,
    width: usize,
}

/// A line as a program reads it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LogObject<'l> {
    /// Version of this shape.
    schema: u32,
    /// The service that wrote it.
    service: &'l str,
    /// When the engine got it: RFC 3339, UTC.
    time: &'l str,
    /// `stdout` or `stderr`.
    stream: &'static str,
    /// How bad it is, where it says so.
    level: Option<Level>,
    /// The line as it was written.
    text: &'l str,
}

impl<'p> LogWriter<'p> {
    /// For these services, in the order that decides their colours.
    pub(crate) fn new(
        printer: &'p Printer,
        json: bool,
        level: Option<Level>,
        services: Vec<String>,
    ) -> Self {
        let width = services.iter().map(String::len).max().unwrap_or_default();
        Self {
            printer,
            json,
            level,
            services,
            width,
        }
    }

    /// Writes a line.
    ///
    /// # Errors
    /// As [`Printer::answer`].
    pub(crate) fn write(&self, service: &str, line: &LogLine) -> Result<(), Failure> {
        let read = readable(&line.text);
        if let (Some(wanted), Some(level)) = (self.level, read.level)
            && level < wanted
        {
            return Ok(());
        }
        if self.json {
            return self.printer.json(&LogObject {
                schema: 1,
                service,
                time: &line.time,
                stream: match line.stream {
                    LogStream::Output => "stdout",
                    LogStream::Error => "stderr",
                },
                level: read.level,
                text: &line.text,
            });
        }
        let theme = self.printer.theme();
        let mut text = format!("{} ", self.name(service, theme));
        if let (Some(level), false) = (read.level, read.fields.is_empty()) {
            let _ = write!(text, "{} ", paint_level(level, theme));
        }
        text.push_str(&visible(&read.message));
        for (name, value) in &read.fields {
            let name = format!("{}=", visible(name));
            let _ = write!(text, " {}{}", theme.dim(name), visible(value));
        }
        text.push('\n');
        self.printer.answer(text)
    }

    fn name(&self, service: &str, theme: Theme) -> String {
        let shown = visible(service);
        let padded = format!("{shown:<width$} |", width = self.width);
        if !theme.is_colored() {
            return padded;
        }
        let nth = self.services.iter().position(|name| name == service);
        let color = COLORS[nth.unwrap_or_default() % COLORS.len()];
        let style = Style::new().fg_color(Some(color.into()));
        format!("{style}{padded}{style:#}")
    }
}

fn paint_level(level: Level, theme: Theme) -> String {
    let word = format!("{:<5}", level.as_str());
    match level {
        Level::Error => theme.fail(word).to_string(),
        Level::Warn => theme.warn(word).to_string(),
        Level::Info => theme.ok(word).to_string(),
        Level::Debug | Level::Trace => theme.dim(word).to_string(),
    }
}
