//! What the services write, many lines at a time.

use std::cell::RefCell;
use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};
use orion_app::stack::{Embedded as _, LogsRequest};
use orion_core::stack::ReadableLine;
use tokio::sync::Notify;
use tokio::sync::mpsc::Sender;
use tokio::time::{interval, sleep, timeout};

use crate::context::{Context, StackContext, block_on};
use crate::failure::Failure;
use crate::tui::logs::{KEPT, LogEntry};
use crate::tui::msg::Msg;

/// How long lines are gathered before they are shown.
const GATHER: Duration = Duration::from_millis(15);
/// How often it is looked for a stack that began or went.
const LOOK: Duration = Duration::from_secs(2);
/// Lines of each service that were written before.
const TAIL: u32 = 200;

/// Nobody listens any more.
struct Left;

/// Hands on what is written, whatever runs, for as long as somebody listens.
pub(super) fn run(context: &Context, tell: &Sender<Msg>) {
    let ended = block_on(async {
        loop {
            let why = match follow(context, tell).await {
                Ok(Left) => return Ok(()),
                Err(failure) => failure.message,
            };
            if tell.send(Msg::LogsEnded(why)).await.is_err() {
                return Ok(());
            }
            sleep(LOOK).await;
        }
    });
    if let Err(failure) = ended {
        tracing::info!(failure.message, "logs are not read");
    }
}

/// Follows one stack until it ends, which is the failure, or somebody leaves.
async fn follow(context: &Context, tell: &Sender<Msg>) -> Result<Left, Failure> {
    let stack = StackContext::open(context)?;
    if stack.platform().status().await?.is_some() {
        return follow_embedded(&stack, tell).await;
    }
    let engine = stack.engine().await?;
    let site = stack.site(&engine);
    let request = LogsRequest {
        services: Vec::new(),
        tail: Some(TAIL),
        since: None,
        follow: true,
    };
    let gathered = RefCell::new(Vec::new());
    let came = Notify::new();
    let logs = site.logs(&request, |service, line| {
        let mut gathered = gathered.borrow_mut();
        gathered.push(LogEntry::new(service, line.text.clone()));
        // What would give way at once is not carried.
        if gathered.len() > 2 * KEPT {
            gathered.drain(..KEPT);
        }
        came.notify_one();
    });
    let sending = async {
        loop {
            if timeout(LOOK, came.notified()).await.is_err() {
                if stack.platform().status().await?.is_some() {
                    return Err(Failure::surroundings("another stack runs now"));
                }
                continue;
            }
            sleep(GATHER).await;
            let lines = gathered.take();
            if !lines.is_empty() && tell.send(Msg::Logs(lines)).await.is_err() {
                return Ok(Left);
            }
        }
    };
    match select(pin!(logs), pin!(sending)).await {
        Either::Left((ended, _)) => {
            let _ = tell.send(Msg::Logs(gathered.take())).await;
            ended?;
            Err(Failure::surroundings("the engine has no more to tell"))
        }
        Either::Right((left, _)) => left,
    }
}

/// The embedded platform writes one file, in which every line names its service.
async fn follow_embedded(stack: &StackContext, tell: &Sender<Msg>) -> Result<Left, Failure> {
    let Some(mut log) = stack.platform_log()? else {
        return Err(Failure::surroundings("nobody has written anything"));
    };
    let mut looks = 0_u32;
    let mut again = interval(GATHER * 6);
    loop {
        let lines = log.lines().map_err(Failure::reading)?;
        let entries = lines.into_iter().map(|line| {
            let service = ReadableLine::told(&line, "service");
            LogEntry::new(service.unwrap_or_else(|| "platform".to_owned()), line)
        });
        let entries: Vec<_> = entries.collect();
        if !entries.is_empty() && tell.send(Msg::Logs(entries)).await.is_err() {
            return Ok(Left);
        }
        again.tick().await;
        looks = looks.wrapping_add(1);
        if looks.is_multiple_of(64) && stack.platform().status().await?.is_none() {
            return Err(Failure::surroundings(
                "no stack runs: `orion up` brings one up",
            ));
        }
    }
}
