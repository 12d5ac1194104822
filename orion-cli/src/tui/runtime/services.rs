//! How the services are: when the engine tells of a change, and every few seconds.

use std::collections::BTreeMap;
use std::pin::pin;
use std::time::Duration;

use futures_util::StreamExt as _;
use orion_app::stack::{Engine as _, EngineError, PsReport, Usage, ps_in_one_process};
use tokio::sync::mpsc::Sender;
use tokio::sync::watch::Receiver;
use tokio::time::{Instant, sleep};

use crate::context::{Context, StackContext, block_on};
use crate::failure::Failure;
use crate::tui::msg::{Load, Msg};
use crate::tui::source::Why;

/// How often the services' own probes are asked while nothing happens.
const EVERY: Duration = Duration::from_secs(5);

/// Asks at once, and then on and on.
pub(super) fn run(context: &Context, mut asked: Receiver<()>, tell: &Sender<Msg>) {
    let ended = block_on(async {
        loop {
            let stack = match StackContext::open(context) {
                Ok(stack) => stack,
                Err(failure) => {
                    if tell.send(Msg::Services(Err(failure.into()))).await.is_err() {
                        return Ok(());
                    }
                    pause(&mut asked).await;
                    continue;
                }
            };
            if !look(&stack, &mut asked, tell).await {
                return Ok(());
            }
        }
    });
    if let Err(failure) = ended {
        tracing::info!(failure.message, "the stack is not looked at");
    }
}

/// Waits until it is time, or somebody asks.
async fn pause(asked: &mut Receiver<()>) {
    tokio::select! {
        () = sleep(EVERY) => {}
        changed = asked.changed() => {
            if changed.is_err() {
                sleep(EVERY).await;
            }
        }
    }
}

/// Looks for as long as the engine stays: whether somebody still listens.
async fn look(stack: &StackContext, asked: &mut Receiver<()>, tell: &Sender<Msg>) -> bool {
    let engine = match stack.engine().await {
        Ok(engine) => engine,
        Err(error) => {
            let answer = without_engine(stack, error).await;
            let is_heard = tell
                .send(Msg::Services(answer.map_err(Why::from)))
                .await
                .is_ok();
            pause(asked).await;
            return is_heard;
        }
    };
    let site = stack.site(&engine);
    let mut before = Looked::default();
    let mut events = pin!(engine.events(&stack.project));
    loop {
        let answer = match embedded(stack).await {
            Ok(Some(report)) => Ok(report),
            Ok(None) => site.ps().await.map_err(Failure::from),
            Err(failure) => Err(failure),
        };
        let is_gone = answer.is_err();
        if tell
            .send(Msg::Services(answer.map_err(Why::from)))
            .await
            .is_err()
        {
            return false;
        }
        if is_gone {
            pause(asked).await;
            return true;
        }
        // Where the engine does not tell, the columns stay away.
        if let Ok(used) = site.usage().await {
            let loads = before.loads(used, Instant::now());
            if tell.send(Msg::Loads(loads)).await.is_err() {
                return false;
            }
        }
        tokio::select! {
            event = events.next() => if !matches!(event, Some(Ok(_))) {
                pause(asked).await;
                return true;
            },
            () = pause(asked) => {}
        }
    }
}

/// What was used at the last look.
#[derive(Default)]
struct Looked {
    at: Option<Instant>,
    used: BTreeMap<String, Duration>,
}

impl Looked {
    /// What is used now: of processors, since the last look.
    fn loads(&mut self, used: Vec<(String, Usage)>, now: Instant) -> BTreeMap<String, Load> {
        let passed = self.at.map(|at| now.duration_since(at).as_secs_f64());
        let mut loads = BTreeMap::new();
        let mut kept = BTreeMap::new();
        for (service, usage) in used {
            let before = self.used.get(&service);
            // One that was started again has used less than before.
            let more = before.and_then(|before| usage.processor.checked_sub(*before));
            let processor = more
                .zip(passed.filter(|passed| *passed > 0.0))
                .map(|(more, passed)| more.as_secs_f64() / passed * 100.0);
            let memory = usage.memory;
            kept.insert(service.clone(), usage.processor);
            loads.insert(service, Load { processor, memory });
        }
        self.at = Some(now);
        self.used = kept;
        loads
    }
}

async fn embedded(stack: &StackContext) -> Result<Option<PsReport>, Failure> {
    Ok(ps_in_one_process(&stack.platform(), &stack.project).await?)
}

/// The platform in one process needs no engine.
async fn without_engine(stack: &StackContext, error: EngineError) -> Result<PsReport, Failure> {
    match embedded(stack).await? {
        Some(report) => Ok(report),
        None => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_between_two_looks_and_none_after_a_restart() {
        let begun = Instant::now();
        let after = |seconds| begun + Duration::from_secs(seconds);
        let used = |milliseconds| {
            let processor = Duration::from_millis(milliseconds);
            vec![(
                "auth".to_owned(),
                Usage {
                    processor,
                    memory: 7,
                },
            )]
        };
        let mut looked = Looked::default();
        let mut rate = |milliseconds, seconds| {
            let loads = looked.loads(used(milliseconds), after(seconds));
            loads["auth"]
                .processor
                .map(|percent| format!("{percent:.1}"))
        };
        assert_eq!(rate(500, 0), None);
        assert_eq!(rate(750, 5).as_deref(), Some("5.0"));
        assert_eq!(rate(100, 10), None);
        assert_eq!(rate(5100, 15).as_deref(), Some("100.0"));
    }
}
