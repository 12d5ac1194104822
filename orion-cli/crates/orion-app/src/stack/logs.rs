//! `orion logs`: what the services wrote, in the order of time, and what they go on to write.

use std::pin::pin;

use futures_util::future::join_all;
use futures_util::stream::{SelectAll, select_all};
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use orion_core::ids::ServiceName;
use orion_core::stack::{ContainerId, LiveContainer};

use super::ports::{
    Builder, Engine, EngineEventKind, LogLine, LogRequest, Machine, Prober, StackStore,
};
use super::{EngineError, Site};

/// What `orion logs` is asked for.
#[derive(Debug, Clone)]
pub struct LogsRequest {
    /// These services; all if none is named.
    pub services: Vec<ServiceName>,
    /// The last so many lines of each.
    pub tail: Option<u32>,
    /// Only from then on: seconds since 1970 UTC.
    pub since: Option<i64>,
    /// Whether to go on with what is written from now on.
    pub follow: bool,
}

impl<E: Engine, P: Prober, B: Builder, S: StackStore, M: Machine> Site<'_, E, P, B, S, M> {
    /// Hands every line on: first what is there, by time, then what comes.
    ///
    /// # Errors
    /// [`EngineError`] when the engine gives no list, or goes away.
    pub async fn logs(
        &self,
        request: &LogsRequest,
        mut show: impl FnMut(&str, &LogLine),
    ) -> Result<(), EngineError> {
        // Opened first: what is started between the list and the listening is not missed.
        let mut events = pin!(self.engine.events(&self.project));
        let there = self.engine.containers(&self.project).await?;
        let wanted = |name: &str| {
            let asked = &request.services;
            asked.is_empty() || asked.iter().any(|service| service.as_str() == name)
        };
        let containers: Vec<_> = there.iter().filter(|one| wanted(&one.service)).collect();
        let written = self.written(&containers, request).await?;
        for (nth, entry) in &written {
            if let Some(container) = containers.get(*nth) {
                show(&container.service, entry);
            }
        }
        if !request.follow {
            return Ok(());
        }
        let following = containers.iter().enumerate().map(|(nth, container)| {
            let last = written.iter().rev().find(|(of, _)| *of == nth);
            let seen = last.map(|(_, entry)| entry.time.clone());
            self.following(container.service.clone(), container.id.clone(), seen)
                .boxed_local()
        });
        let mut lines: SelectAll<_> = select_all(following);
        loop {
            let came = futures_util::future::select(events.next(), lines.next());
            match came.await {
                futures_util::future::Either::Left((event, _)) => {
                    let gone = || EngineError::Gone("its events ended".to_owned());
                    let event = event.ok_or_else(gone)??;
                    if event.kind == EngineEventKind::Started && wanted(&event.service) {
                        let stream = self.following(event.service, event.container, None);
                        lines.push(stream.boxed_local());
                    }
                }
                futures_util::future::Either::Right((Some(entry), _)) => {
                    let (service, entry) = entry?;
                    show(&service, &entry);
                }
                // Nobody writes: wait for somebody to be started.
                futures_util::future::Either::Right((None, next)) => {
                    let gone = || EngineError::Gone("its events ended".to_owned());
                    let event = next.await.ok_or_else(gone)??;
                    if event.kind == EngineEventKind::Started && wanted(&event.service) {
                        let stream = self.following(event.service, event.container, None);
                        lines.push(stream.boxed_local());
                    }
                }
            }
        }
    }

    /// What was written so far, by time, with which container wrote it.
    async fn written(
        &self,
        containers: &[&LiveContainer],
        request: &LogsRequest,
    ) -> Result<Vec<(usize, LogLine)>, EngineError> {
        let asked = LogRequest {
            tail: request.tail,
            since: request.since,
            follow: false,
        };
        let each = containers.iter().enumerate().map(async |(nth, container)| {
            let lines = self.engine.logs(container.id.clone(), asked.clone());
            let lines: Vec<_> = lines.map_ok(|line| (nth, line)).try_collect().await?;
            Ok::<_, EngineError>(lines)
        });
        let mut all = Vec::new();
        for lines in join_all(each).await {
            all.extend(lines?);
        }
        // Stable: lines of one container that came at the same moment stay in their order.
        all.sort_by(|(_, one), (_, other)| one.time.cmp(&other.time));
        Ok(all)
    }

    /// What a container writes after the line that was seen last.
    fn following(
        &self,
        service: String,
        container: ContainerId,
        seen: Option<String>,
    ) -> impl Stream<Item = Result<(String, LogLine), EngineError>> {
        let request = LogRequest {
            tail: None,
            since: seen.as_deref().and_then(seconds_of),
            follow: true,
        };
        let lines = self.engine.logs(container, request);
        lines.try_filter_map(move |line| {
            let is_new = seen.as_ref().is_none_or(|seen| line.time > *seen);
            let entry = is_new.then(|| (service.clone(), line));
            async { Ok(entry) }
        })
    }
}

/// The second of an RFC 3339 time in UTC, for an engine that takes whole seconds.
fn seconds_of(time: &str) -> Option<i64> {
    let time: jiff::Timestamp = time.parse().ok()?;
    Some(time.as_second())
}
