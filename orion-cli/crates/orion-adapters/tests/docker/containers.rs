//! Containers on the real engine: from making to removing.

use std::time::{Duration, Instant};

use orion_app::stack::{Engine as _, EngineError, LogRequest, SecretFile};
use orion_core::config::Protocol;
use orion_core::ids::SecretName;
use orion_core::stack::{ContainerState, PublishedPort};

use crate::logs::lines;
use crate::stack::{ask, specimen, stack};

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}

#[tokio::test]
async fn a_container_lives_and_ends() {
    let mut stack = stack!("lives");
    let mut spec = stack.spec("web", &["listen", "80"]).await;
    let port = PublishedPort {
        container: 80,
        host: free_port(),
        protocol: Protocol::Tcp,
    };
    spec.ports.push(port);
    spec.env.push(("GREETING".to_owned(), "a=b c".to_owned()));
    let engine = &stack.engine;
    engine.prepare(&stack.project, &[]).await.unwrap();
    let container = engine.create(&spec, &[]).await.unwrap();

    let live = engine.containers(&stack.project).await.unwrap();
    assert_eq!(live.len(), 1);
    assert_eq!(live[0].id, container);
    assert_eq!(live[0].service, "web");
    assert_eq!(live[0].state, ContainerState::Created);
    assert_eq!(live[0].hash.as_deref(), Some(spec.hash().as_str()));
    assert_eq!(live[0].image_id, spec.image_id);
    assert_eq!(live[0].image, spec.image);
    assert!(live[0].ports.is_empty());

    engine.start(&container).await.unwrap();
    // One that runs already is fine.
    engine.start(&container).await.unwrap();
    let live = engine.containers(&stack.project).await.unwrap();
    assert_eq!(live[0].state, ContainerState::Running);
    assert_eq!(live[0].ports, [port]);
    let address = live[0].address.unwrap();

    let facts = engine.inspect(&container).await.unwrap();
    assert!(facts.running && !facts.restarting && !facts.out_of_memory);
    assert_eq!(facts.ports, [port]);
    assert_eq!(facts.address, Some(address));
    assert!(facts.started_at.is_some());
    assert_eq!(facts.health, None);

    let environment = ["/specimen", "environment", "GREETING"].map(str::to_owned);
    let (code, said) = engine.check(&container, &environment).await.unwrap();
    assert_eq!((code, said.as_str()), (0, "Ok(\"a=b c\")"));

    // Another one reaches it by its service's name.
    let other = stack.started("other", &["wait"]).await;
    let reach = ["/specimen", "reach", "web:80"].map(str::to_owned);
    let engine = &stack.engine;
    let (_, said) = engine.check(&other, &reach).await.unwrap();
    assert_eq!(said, "hello");

    let (ended, stopped) = tokio::join!(
        engine.ended(&container),
        engine.stop(&container, Duration::from_secs(10))
    );
    ended.unwrap();
    stopped.unwrap();
    let facts = engine.inspect(&container).await.unwrap();
    assert!(!facts.running);
    // One that has ended is fine.
    engine
        .stop(&container, Duration::from_secs(10))
        .await
        .unwrap();
    engine.ended(&container).await.unwrap();

    engine.remove(&container).await.unwrap();
    engine.remove(&container).await.unwrap();
    engine.ended(&container).await.unwrap();
    assert!(matches!(
        engine.inspect(&container).await,
        Err(EngineError::NotFound(_))
    ));
}

#[tokio::test]
async fn what_does_not_end_is_killed_after_its_grace() {
    let mut stack = stack!("grace");
    let container = stack.started("stubborn", &["hold-on"]).await;
    let follow = LogRequest {
        follow: true,
        ..LogRequest::default()
    };
    // Once it has said so, it no longer listens to the signal.
    assert_eq!(
        lines(&stack, &container, &follow, 1).await[0].text,
        "holding on"
    );
    let begun = Instant::now();
    let grace = Duration::from_millis(300);
    stack.engine.stop(&container, grace).await.unwrap();
    let facts = stack.engine.inspect(&container).await.unwrap();
    assert_eq!((facts.running, facts.exit_code), (false, 137));
    assert!(begun.elapsed() >= grace);
}

#[tokio::test]
async fn secrets_are_files_and_nowhere_else() {
    let mut stack = stack!("secrets");
    let mut spec = stack.spec("web", &["wait"]).await;
    let name = SecretName::parse("database-password").unwrap();
    spec.secrets.push(name.clone());
    let secret = SecretFile {
        name,
        value: b"correct horse".to_vec(),
    };
    let engine = &stack.engine;
    engine.prepare(&stack.project, &[]).await.unwrap();
    let container = engine.create(&spec, &[secret]).await.unwrap();
    let live = engine.containers(&stack.project).await.unwrap();
    assert_eq!(live[0].hash.as_deref(), Some(spec.hash().as_str()));
    engine.start(&container).await.unwrap();
    for (command, expected) in [
        (["stat", "/run"], "755 0 0"),
        (["stat", "/run/secrets"], "755 0 0"),
        (["stat", "/run/secrets/database-password"], "444 0 0"),
        (["read", "/run/secrets/database-password"], "correct horse"),
    ] {
        let command = ["/specimen", command[0], command[1]].map(str::to_owned);
        let (code, said) = engine.check(&container, &command).await.unwrap();
        assert_eq!((code, said.as_str()), (0, expected), "{command:?}");
    }
    let shown = ask("GET", &format!("/containers/{}/json", container.0), "");
    assert!(shown.contains(spec.image.as_str()) && !shown.contains("correct horse"));
}

#[tokio::test]
async fn a_container_that_was_not_finished_has_no_hash() {
    let mut stack = stack!("unfinished");
    let spec = stack.spec("web", &["wait"]).await;
    stack.engine.prepare(&stack.project, &[]).await.unwrap();
    let container = stack.engine.create(&spec, &[]).await.unwrap();
    let name = spec.container_name();
    ask(
        "POST",
        &format!("/containers/{}/rename?name=unfinished_{name}", container.0),
        "",
    );
    let live = stack.engine.containers(&stack.project).await.unwrap();
    assert_eq!(live[0].service, "web");
    assert_eq!(live[0].hash, None);
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    let mut stack = stack!("port");
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let taken = listener.local_addr().unwrap().port();
    let mut spec = stack.spec("web", &["wait"]).await;
    spec.ports.push(PublishedPort {
        container: 80,
        host: taken,
        protocol: Protocol::Tcp,
    });
    let engine = &stack.engine;
    engine.prepare(&stack.project, &[]).await.unwrap();
    let container = engine.create(&spec, &[]).await.unwrap();
    match engine.start(&container).await {
        Err(EngineError::PortTaken { port, .. }) => assert_eq!(port, taken),
        other => panic!("{other:?}"),
    }
    // The same container starts once the port is free.
    drop(listener);
    engine.start(&container).await.unwrap();
    // And of two containers the second does not get it.
    let mut second = stack.spec("other", &["wait"]).await;
    second.ports.clone_from(&spec.ports);
    let engine = &stack.engine;
    let container = engine.create(&second, &[]).await.unwrap();
    match engine.start(&container).await {
        Err(EngineError::PortTaken { port, .. }) => assert_eq!(port, taken),
        other => panic!("{other:?}"),
    }
    let holder = engine.port_holder(taken).await;
    assert_eq!(
        holder,
        Some(format!(
            "container {} ({})",
            spec.container_name(),
            spec.image
        ))
    );
    assert_eq!(engine.port_holder(1).await, None);
}

#[tokio::test]
async fn what_fails_is_started_three_times_more() {
    let mut stack = stack!("crash");
    let container = stack.started("crash", &["exit", "3"]).await;
    let facts = loop {
        stack.engine.ended(&container).await.unwrap();
        let facts = stack.engine.inspect(&container).await.unwrap();
        if !facts.restarting && !facts.running && facts.restarts == 3 {
            break facts;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert_eq!(facts.exit_code, 3);
    assert!(!facts.out_of_memory);
}

#[tokio::test]
async fn a_missing_image_and_a_missing_network_are_told_apart() {
    let mut stack = stack!("missing");
    let mut spec = stack.spec("web", &["wait"]).await;
    match stack.engine.create(&spec, &[]).await {
        Err(EngineError::Refused { reason, .. }) => {
            assert!(reason.contains("network"), "{reason}");
            // What the engine made before it noticed would be in the way.
        }
        // Some engines notice at the start only.
        Ok(container) => {
            assert!(stack.engine.start(&container).await.is_err());
        }
        Err(error) => panic!("{error}"),
    }
    spec.image = "localhost/none:1".to_owned();
    spec.service = orion_core::ids::ServiceName::parse("other").unwrap();
    match stack.engine.create(&spec, &[]).await {
        Err(EngineError::NoImage { reference, .. }) => assert_eq!(reference, "localhost/none:1"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn how_long_single_calls_take() {
    let mut stack = stack!("times");
    let spec = stack.spec("web", &["wait"]).await;
    let mut report = Vec::new();
    macro_rules! timed {
        ($name:literal, $call:expr) => {{
            let begun = Instant::now();
            let result = $call.await.unwrap();
            report.push(format!("{}: {:?}", $name, begun.elapsed()));
            result
        }};
    }
    timed!("connect", crate::stack::engine());
    let engine = &stack.engine;
    let tag = format!("{}-second:1", stack.project);
    timed!(
        "thin image",
        engine.thin_image(&specimen(), None, &tag, &stack.project)
    );
    timed!(
        "thin image, there",
        engine.thin_image(&specimen(), None, &tag, &stack.project)
    );
    timed!("prepare", engine.prepare(&stack.project, &[]));
    timed!("prepare, there", engine.prepare(&stack.project, &[]));
    let container = timed!("create", engine.create(&spec, &[]));
    timed!("start", engine.start(&container));
    timed!("list", engine.containers(&stack.project));
    timed!("inspect", engine.inspect(&container));
    timed!("image", engine.image(&spec.image));
    let command = ["/specimen", "exit", "0"].map(str::to_owned);
    timed!("check", engine.check(&container, &command));
    timed!("stop", engine.stop(&container, Duration::from_secs(10)));
    timed!("remove", engine.remove(&container));
    timed!("clear", engine.clear(&stack.project, true));
    // Shown with `--nocapture`.
    println!("{}", report.join("\n"));
}
