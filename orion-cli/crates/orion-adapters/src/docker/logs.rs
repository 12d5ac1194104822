//! What a container wrote and writes.

use std::collections::VecDeque;

use bollard::Docker;
use bollard::container::LogOutput;
use bollard::query_parameters::LogsOptionsBuilder;
use futures_util::{Stream, StreamExt as _, stream};
use orion_app::stack::{EngineError, LogLine, LogRequest, LogStream};
use orion_core::stack::ContainerId;

use super::demux::Lines;
use super::error::meaning;
use super::wire::WITHOUT_END;

/// The lines, each once. The engine counts from a whole second on, and ends when the container does.
pub(super) fn logs(
    docker: &Docker,
    container: &ContainerId,
    request: &LogRequest,
) -> impl Stream<Item = Result<LogLine, EngineError>> + use<> {
    let mut options = LogsOptionsBuilder::default()
        .stdout(true)
        .stderr(true)
        .timestamps(true)
        .follow(request.follow);
    if let Some(tail) = request.tail {
        options = options.tail(&tail.to_string());
    }
    if let Some(since) = request.since {
        options = options.since(i32::try_from(since).unwrap_or(i32::MAX));
    }
    let frames = docker
        .clone()
        .with_timeout(WITHOUT_END)
        .logs(&container.0, Some(options.build()))
        .boxed();
    let state = State {
        frames: Some(frames),
        output: Lines::new(LogStream::Output),
        error: Lines::new(LogStream::Error),
        ready: VecDeque::new(),
    };
    stream::unfold(state, |mut state| async move {
        loop {
            if let Some(line) = state.ready.pop_front() {
                return Some((line, state));
            }
            match state.frames.as_mut()?.next().await {
                Some(Ok(frame)) => state.take(&frame),
                Some(Err(error)) => {
                    state.end();
                    let error = meaning("show what a container wrote", &error);
                    state.ready.push_back(Err(error));
                }
                None => state.end(),
            }
        }
    })
}

struct State<S> {
    frames: Option<S>,
    output: Lines,
    error: Lines,
    ready: VecDeque<Result<LogLine, EngineError>>,
}

impl<S> State<S> {
    fn take(&mut self, frame: &LogOutput) {
        let ready = &mut self.ready;
        let lines = match frame {
            LogOutput::StdErr { .. } => &mut self.error,
            _ => &mut self.output,
        };
        lines.take(frame.as_ref(), |line| ready.push_back(Ok(line)));
    }

    fn end(&mut self) {
        self.frames = None;
        self.ready.extend(self.output.rest().map(Ok));
        self.ready.extend(self.error.rest().map(Ok));
    }
}
