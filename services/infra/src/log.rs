//! The log: one event a line on standard output, as JSON for machines or as text for people. What is logged
//! while a request is answered carries its `request_id` and `trace_id`, and what a service logs the `service`.

mod line;
mod output;

use std::io;
use std::str::FromStr;

use tracing::Subscriber;
use tracing::subscriber::SetGlobalDefaultError;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use line::Line;
pub use output::Flush;

use crate::config::{Reader, Recorded};

/// How an event is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// For people.
    Pretty,
}

impl FromStr for LogFormat {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "json" => Ok(Self::Json),
            "pretty" => Ok(Self::Pretty),
            _ => Err("expected `json` or `pretty`"),
        }
    }
}

/// What is logged, and how.
#[derive(Debug)]
pub struct LogSettings {
    /// `log.format`: `json` unless said otherwise.
    pub format: LogFormat,
    /// `log.filter`: `info` unless said otherwise; in the words of `tracing`, as `info,orion_auth=debug`.
    pub filter: EnvFilter,
}

impl LogSettings {
    /// Reads `log.format` and `log.filter`.
    ///
    /// # Errors
    /// When one of them cannot be used; the reader remembers why.
    pub fn read(reader: &mut Reader) -> Result<Self, Recorded> {
        let format = reader.value("log.format", LogFormat::Json);
        let filter = reader.value("log.filter", EnvFilter::new("info"));
        Ok(Self {
            format: format?,
            filter: filter?,
        })
    }
}

/// Logs to standard output from here on, until what is given back is dropped.
///
/// # Errors
/// When the process logs already, or no thread can be had for it.
pub fn start(settings: LogSettings) -> Result<Flush, LogError> {
    let (output, flush) = output::open(io::stdout())?;
    tracing::subscriber::set_global_default(subscriber(settings, output))?;
    Ok(flush)
}

/// Why there is no log.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The process logs already.
    #[error("the process logs already")]
    Twice(#[from] SetGlobalDefaultError),
    /// There is no thread that could write it.
    #[error("the log cannot be written")]
    Thread(#[from] io::Error),
}

/// What takes events and writes them to `writer`.
fn subscriber<Writer>(settings: LogSettings, writer: Writer) -> impl Subscriber + Send + Sync
where
    Writer: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    tracing_subscriber::fmt()
        .with_env_filter(settings.filter)
        .with_ansi(false)
        .with_writer(writer)
        .event_format(Line {
            format: settings.format,
        })
        .finish()
}

#[cfg(test)]
mod tests;
