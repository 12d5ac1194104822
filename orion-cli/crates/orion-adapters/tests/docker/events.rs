//! What happens to containers.

use std::pin::pin;
use std::time::Duration;

use futures_util::StreamExt as _;
use orion_app::stack::{Engine as _, EngineEventKind};

use crate::stack::{ask, stack};

#[tokio::test]
async fn what_happens_is_told_in_order_from_the_call_on() {
    let mut stack = stack!("events");
    let spec = stack.spec("web", &["wait"]).await;
    let engine = &stack.engine;
    engine.prepare(&stack.project, &[]).await.unwrap();
    let container = engine.create(&spec, &[]).await.unwrap();

    // Nobody asks for the first event before it has long happened.
    let mut events = pin!(engine.events(&stack.project));
    engine.start(&container).await.unwrap();
    ask("POST", &format!("/containers/{}/pause", container.0), "");
    ask("POST", &format!("/containers/{}/unpause", container.0), "");
    engine
        .stop(&container, Duration::from_secs(10))
        .await
        .unwrap();
    engine.remove(&container).await.unwrap();

    for expected in [
        EngineEventKind::Started,
        EngineEventKind::Paused,
        EngineEventKind::Unpaused,
        EngineEventKind::Ended,
        EngineEventKind::Removed,
    ] {
        let event = events.next().await.unwrap().unwrap();
        assert_eq!(event.kind, expected);
        assert_eq!(event.container, container);
        assert_eq!(event.service, "web");
    }
}
