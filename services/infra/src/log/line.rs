//! How an event becomes a line.

use std::error::Error;
use std::fmt;
use std::io;

use serde::Serialize;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::{FormatTime as _, SystemTime};
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

use super::LogFormat;
use crate::trace::{self, Trace};

/// Writes events with what they belong to: the service, and the request. That is looked up when there is something to
/// write, which costs a request that logs little less than spans would.
pub(super) struct Line {
    pub(super) format: LogFormat,
}

impl<S, N> FormatEvent<S, N> for Line
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        match self.format {
            LogFormat::Json => json(writer, event),
            LogFormat::Pretty => pretty(context, writer, event),
        }
    }
}

fn pretty<S, N>(
    context: &FmtContext<'_, S, N>,
    mut writer: Writer<'_>,
    event: &Event<'_>,
) -> fmt::Result
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    SystemTime.format_time(&mut writer)?;
    let metadata = event.metadata();
    write!(writer, " {:>5} {}: ", metadata.level(), metadata.target())?;
    context
        .field_format()
        .format_fields(writer.by_ref(), event)?;
    if let Some(service) = trace::service() {
        write!(writer, " service={service}")?;
    }
    Trace::with_current(|trace| {
        let (request, trace) = (trace.request_id(), trace.parent().trace_id());
        write!(writer, " request_id={request} trace_id={trace}")
    })
    .transpose()?;
    writeln!(writer)
}

fn json(mut writer: Writer<'_>, event: &Event<'_>) -> fmt::Result {
    let metadata = event.metadata();
    writer.write_str(r#"{"timestamp":""#)?;
    SystemTime.format_time(&mut writer)?;
    write!(writer, r#"","level":"{}""#, metadata.level())?;
    let mut members = Members {
        writer,
        result: Ok(()),
        names_service: false,
    };
    members.text("target", metadata.target());
    event.record(&mut members);
    if let Some(service) = trace::service().filter(|_| !members.names_service) {
        members.text("service", service);
    }
    Trace::with_current(|trace| {
        members.text("request_id", trace.request_id().as_str());
        members.display("trace_id", trace.parent().trace_id());
    });
    members.result?;
    members.writer.write_str("}\n")
}

/// Writes fields as members of a JSON object that has some already.
struct Members<'a> {
    writer: Writer<'a>,
    result: fmt::Result,
    names_service: bool,
}

impl Members<'_> {
    fn text(&mut self, name: &str, value: &str) {
        self.member(name, value);
    }

    fn display(&mut self, name: &str, value: impl fmt::Display) {
        self.member(name, &Displayed(value));
    }

    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if self.result.is_ok() {
            self.result = self.write(name, value).map_err(|_| fmt::Error);
        }
    }

    /// The name is an identifier: there is nothing in it to be escaped.
    fn write<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> serde_json::Result<()> {
        let failed = |_| serde_json::Error::io(io::ErrorKind::Other.into());
        for part in [",\"", name, "\":"] {
            self.writer.write_str(part).map_err(failed)?;
        }
        serde_json::to_writer(Characters(&mut self.writer), value)
    }

    fn field<T: Serialize + ?Sized>(&mut self, field: &Field, value: &T) {
        let name = field.name();
        self.names_service |= name == "service";
        // A name that is a keyword is written as a raw identifier.
        self.member(name.strip_prefix("r#").unwrap_or(name), value);
    }
}

impl Visit for Members<'_> {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.field(field, &value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.field(field, &value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.field(field, &value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.field(field, &value);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.field(field, value);
    }

    fn record_error(&mut self, field: &Field, value: &(dyn Error + 'static)) {
        self.field(field, &Displayed(crate::http::Chain(value)));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.field(field, &Displayed(format_args!("{value:?}")));
    }
}

/// A string in JSON, without being put together first.
struct Displayed<T>(T);

impl<T: fmt::Display> Serialize for Displayed<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Takes the bytes of JSON, which are text.
struct Characters<'a, 'b>(&'a mut Writer<'b>);

impl io::Write for Characters<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        self.0.write_str(text).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
