//! The log: what is being done, for whoever asked with `-v` or `ORION_LOG`.

use std::io::{self, Write};

use tracing_subscriber::EnvFilter;

use super::Printer;

/// Starts the log on standard error. `filter` is a level, or directives as `tracing` writes them, for example
/// `orion=debug`; text that makes no sense is said and left out.
pub(crate) fn start_log(filter: &str, printer: &Printer) {
    let filter = EnvFilter::builder().parse(filter).unwrap_or_else(|error| {
        printer.warning(format_args!(
            "the log filter `{}` is not understood: {error}",
            super::visible(filter)
        ));
        EnvFilter::new("warn")
    });
    let started = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(writer)
        .with_ansi(printer.conversation_is_colored())
        .without_time()
        .try_init();
    if started.is_err() {
        printer.warning("the log was started before");
    }
}

/// Standard error, unless the dashboard has the terminal that it is.
fn writer() -> Box<dyn Write> {
    if super::screen::is_in_the_way() {
        Box::new(io::sink())
    } else {
        Box::new(io::stderr())
    }
}
