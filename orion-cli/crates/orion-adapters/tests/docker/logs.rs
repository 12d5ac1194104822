//! What containers write.

use std::pin::pin;

use futures_util::StreamExt as _;
use orion_app::stack::{Engine as _, LogLine, LogRequest, LogStream};
use orion_core::stack::ContainerId;

use crate::stack::{Stack, stack};

/// The first `most` lines.
pub(crate) async fn lines(
    stack: &Stack,
    container: &ContainerId,
    request: &LogRequest,
    most: usize,
) -> Vec<LogLine> {
    let mut stream = pin!(
        stack
            .engine
            .logs(container.clone(), request.clone())
            .take(most)
    );
    let mut lines = Vec::new();
    while let Some(line) = stream.next().await {
        lines.push(line.unwrap());
    }
    lines
}

#[tokio::test]
async fn lines_are_whole_and_of_their_stream() {
    let mut stack = stack!("speak");
    let container = stack.started("speak", &["speak"]).await;
    stack.engine.ended(&container).await.unwrap();
    let all = lines(&stack, &container, &LogRequest::default(), 100).await;
    let of = |stream| {
        all.iter()
            .filter(|line| line.stream == stream)
            .map(|line| line.text.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(of(LogStream::Error), ["two"]);
    let output = of(LogStream::Output);
    assert_eq!(output[0], "one");
    let long: String = output[1..output.len() - 2].concat();
    assert_eq!(long, "x".repeat(200_000));
    assert!(output[1..].iter().all(|line| line.len() <= 64 << 10));
    assert_eq!(output[output.len() - 2..], ["\u{FFFD}\u{1b}[31m", "rest"]);
    for line in &all {
        assert_eq!(line.time.len(), 30, "{}", line.time);
        assert!(line.time.ends_with('Z'), "{}", line.time);
    }
}

#[tokio::test]
async fn following_gives_every_line_once_and_ends_with_the_container() {
    let mut stack = stack!("follow");
    let container = stack.started("count", &["count", "40"]).await;
    let follow = LogRequest {
        follow: true,
        ..LogRequest::default()
    };
    let all = lines(&stack, &container, &follow, 1000).await;
    let texts: Vec<_> = all.iter().map(|line| line.text.clone()).collect();
    let expected: Vec<_> = (1..=40).map(|number| number.to_string()).collect();
    assert_eq!(texts, expected);

    let tail = LogRequest {
        tail: Some(2),
        ..LogRequest::default()
    };
    let last = lines(&stack, &container, &tail, 1000).await;
    assert_eq!(last, all[38..]);

    // From a second that is in the future on there is nothing yet.
    let later = LogRequest {
        since: Some(i64::from(i32::MAX)),
        ..LogRequest::default()
    };
    assert!(lines(&stack, &container, &later, 1000).await.is_empty());
}
