//! `orion logs` of the embedded platform: one file, in which every line names its service.

use std::collections::HashMap;
use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};
use jiff::Timestamp;
use orion_app::stack::{EMBEDDED_SERVICES, LogLine, LogStream, LogsRequest};
use orion_core::stack::ReadableLine;

use crate::cli::LogsArguments;
use crate::context::{Context, StackContext, interrupted};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::stack::LogWriter;

/// How soon a line that was written is shown.
const LOOK: Duration = Duration::from_millis(100);
/// Whose lines those are that name no service.
const PLATFORM: &str = "platform";

pub(super) async fn write(
    stack: &StackContext,
    arguments: &LogsArguments,
    request: &LogsRequest,
    context: &Context,
) -> Result<Exit, Failure> {
    let names = EMBEDDED_SERVICES.iter().map(|(name, _)| *name);
    let names = names.chain([PLATFORM]).map(str::to_owned).collect();
    let writer = LogWriter::new(&context.printer, arguments.json, arguments.level, names);
    let Some(mut log) = stack.platform_log()? else {
        return Ok(Exit::Fine);
    };
    let wanted = |lines: Vec<String>| {
        let lines = lines.into_iter().map(taken_apart);
        lines.filter(|(service, line)| {
            is_asked(request, service) && request.since.is_none_or(|since| is_since(line, since))
        })
    };
    let before: Vec<_> = wanted(log.lines().map_err(Failure::reading)?).collect();
    for (service, line) in last_of_each(&before, request.tail) {
        writer.write(service, line)?;
    }
    if !arguments.follow {
        return Ok(Exit::Fine);
    }
    loop {
        let pause = pin!(tokio::time::sleep(LOOK));
        if let Either::Right(_) = select(pause, pin!(interrupted())).await {
            return Ok(Exit::Fine);
        }
        for (service, line) in wanted(log.lines().map_err(Failure::reading)?) {
            writer.write(&service, &line)?;
        }
    }
}

fn is_asked(request: &LogsRequest, service: &str) -> bool {
    let asked = &request.services;
    asked.is_empty() || asked.iter().any(|name| name.as_str() == service)
}

/// Whether a line was written since then; one that tells no time is shown.
fn is_since(line: &LogLine, since: i64) -> bool {
    let time: Result<Timestamp, _> = line.time.parse();
    time.map_or(true, |time| time.as_second() >= since)
}

/// The service that a line names, and when it was written.
fn taken_apart(text: String) -> (String, LogLine) {
    let service = ReadableLine::told(&text, "service").unwrap_or_else(|| PLATFORM.to_owned());
    let time = ReadableLine::told(&text, "timestamp").unwrap_or_default();
    let line = LogLine {
        time,
        stream: LogStream::Output,
        text,
    };
    (service, line)
}

/// The last so many lines of each service, in their order.
fn last_of_each(
    lines: &[(String, LogLine)],
    tail: Option<u32>,
) -> impl Iterator<Item = &(String, LogLine)> {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for (service, _) in lines {
        *left.entry(service).or_default() += 1;
    }
    lines.iter().filter(move |(service, _)| {
        let left = left.entry(service).or_default();
        let is_kept = tail.is_none_or(|tail| *left <= tail as usize);
        *left = left.saturating_sub(1);
        is_kept
    })
}
