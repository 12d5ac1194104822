//! What an engine may say that the real one cannot be made to say.

use std::path::Path;
use std::pin::pin;
use std::time::Duration;

use futures_util::StreamExt as _;
use orion_app::stack::{Engine as _, EngineError, EngineEventKind, LogRequest, PullProgress};
use orion_core::stack::{ContainerId, ContainerState, EngineHealth, ProjectName};

use crate::stub::{StubEngine, answer, broken, stream};

fn project() -> ProjectName {
    ProjectName::of("stub", b"/")
}

fn container() -> ContainerId {
    ContainerId("c1".to_owned())
}

#[tokio::test]
async fn unknown_states_and_missing_fields_do_not_break_a_list() {
    let stub = StubEngine::new();
    let list = r#"[
        {"Id":"1","State":"hibernating","Labels":{"dev.orion.service":"a","dev.orion.hash":"h"},
         "Names":["/NAME-a"],"Ports":null,"Created":5,"Unheard":{"of":[]}},
        {"Id":"2","State":"stopped","Labels":{"dev.orion.service":"b"},"Status":"Up 1 second (unhealthy)"},
        {"Id":"3","State":"running","Labels":null,"NetworkSettings":{"Networks":{"NAME":{"IPAddress":"10.0.0.2"}}},
         "Ports":[{"IP":"127.0.0.1","PrivatePort":80,"PublicPort":8080,"Type":"tcp"},
                  {"IP":"::1","PrivatePort":80,"PublicPort":8080,"Type":"tcp"},
                  {"PrivatePort":81,"Type":"tcp"},
                  {"PrivatePort":82,"PublicPort":82,"Type":"sctp"}]}
    ]"#
    .replace("NAME", project().as_str());
    stub.on("GET /containers/json", answer(200, &list));
    let engine = stub.connect().await.unwrap();
    let live = engine.containers(&project()).await.unwrap();
    assert_eq!(live[0].state, ContainerState::Unknown);
    assert_eq!(live[0].hash.as_deref(), Some("h"));
    assert_eq!(live[1].state, ContainerState::Exited);
    assert_eq!(live[1].health, Some(EngineHealth::Unhealthy));
    assert_eq!(live[2].service, "");
    assert_eq!(live[2].ports.len(), 1);
    assert_eq!(live[2].address, Some("10.0.0.2".parse().unwrap()));
    let asked = &stub.requests()[1];
    assert!(
        asked.starts_with("GET /containers/json?all=1&filters=%7B"),
        "{asked}"
    );
}

#[tokio::test]
async fn a_server_error_is_a_refusal_with_what_was_asked() {
    let stub = StubEngine::new();
    stub.on(
        "GET /containers/json",
        answer(500, r#"{"message":"it hurts"}"#),
    );
    stub.on("GET /containers/c1/json", answer(502, "Bad Gateway"));
    stub.on(
        "POST /containers/c1/start",
        answer(500, r#"{"message":"write /x: no space left on device"}"#),
    );
    stub.on("DELETE /containers/c1", answer(500, ""));
    let engine = stub.connect().await.unwrap();
    assert_eq!(
        engine.containers(&project()).await.unwrap_err().to_string(),
        "the container engine refuses to list containers: it hurts"
    );
    assert_eq!(
        engine.inspect(&container()).await.unwrap_err().to_string(),
        "the container engine refuses to tell of a container: Bad Gateway"
    );
    let error = engine.start(&container()).await.unwrap_err();
    assert!(matches!(error, EngineError::NoSpace(_)), "{error:?}");
    let error = engine.remove(&container()).await.unwrap_err();
    assert!(matches!(error, EngineError::Refused { .. }), "{error:?}");
}

#[tokio::test]
async fn an_answer_that_breaks_off_means_that_the_engine_went_away() {
    let stub = StubEngine::new();
    stub.on("GET /containers/json", broken("[{\"Id\":\"1\""));
    stub.on("POST /containers/c1/wait", broken(""));
    stub.on("POST /images/create", broken("{\"status\":\"Pulling\"}\n"));
    stub.on("GET /images/x/json", Vec::new());
    let engine = stub.connect().await.unwrap();
    for error in [
        engine.containers(&project()).await.unwrap_err(),
        engine.ended(&container()).await.unwrap_err(),
        engine.pull("x", |_| {}).await.unwrap_err(),
        engine.image("x").await.unwrap_err(),
    ] {
        assert!(matches!(error, EngineError::Gone(_)), "{error:?}");
    }
}

#[tokio::test]
async fn an_engine_that_is_gone_is_gone() {
    let stub = StubEngine::new();
    let engine = stub.connect().await.unwrap();
    std::fs::remove_file(stub.socket()).unwrap();
    let error = engine.containers(&project()).await.unwrap_err();
    assert!(matches!(error, EngineError::Gone(_)), "{error:?}");
    let error = engine.stop(&container(), Duration::ZERO).await.unwrap_err();
    assert!(matches!(error, EngineError::Gone(_)), "{error:?}");
}

#[tokio::test]
async fn waiting_ends_however_the_container_did() {
    let stub = StubEngine::new();
    stub.on(
        "POST /containers/c1/wait",
        answer(200, "{\"StatusCode\":137}\n"),
    );
    stub.on(
        "POST /containers/c1/wait",
        answer(200, "{\"StatusCode\":0}\n"),
    );
    stub.on(
        "POST /containers/c1/wait",
        answer(404, r#"{"message":"No such container: c1"}"#),
    );
    let engine = stub.connect().await.unwrap();
    for _ in 0..3 {
        engine.ended(&container()).await.unwrap();
    }
}

#[tokio::test]
async fn a_removal_that_is_under_way_is_waited_for() {
    let stub = StubEngine::new();
    let message = r#"{"message":"removal of container c1 is already in progress"}"#;
    stub.on("DELETE /containers/c1", answer(409, message));
    stub.on(
        "POST /containers/c1/wait?condition=removed",
        answer(200, "{\"StatusCode\":0}\n"),
    );
    let engine = stub.connect().await.unwrap();
    engine.remove(&container()).await.unwrap();
    assert_eq!(stub.requests().len(), 3);
}

#[tokio::test]
async fn a_stop_has_the_grace_in_whole_seconds() {
    let stub = StubEngine::new();
    stub.on("POST /containers/c1/stop", answer(304, ""));
    let engine = stub.connect().await.unwrap();
    engine
        .stop(&container(), Duration::from_millis(1200))
        .await
        .unwrap();
    let asked = &stub.requests()[1];
    assert!(
        asked.starts_with("POST /containers/c1/stop?t=2 "),
        "{asked}"
    );
}

#[tokio::test]
async fn an_event_stream_ends_with_the_engine() {
    let stub = StubEngine::new();
    let name = project();
    let event = |action: &str, more: &str| {
        format!(
            r#"{{"Type":"container","Action":"{action}","Actor":{{"ID":"c1","Attributes":{{"dev.orion.service":"a"{more}}}}}}}"#
        )
    };
    let events = [
        event("start", ""),
        event("exec_create: ls", ""),
        event("died", ""),
        event("health_status", r#","health_status":"healthy""#),
        event("destroy", ""),
    ]
    .join("\n");
    stub.on("GET /events", stream(&events));
    stub.on("GET /events", broken(&event("oom", "")));
    stub.on("GET /events", answer(500, r#"{"message":"no"}"#));
    let engine = stub.connect().await.unwrap();

    let kinds: Vec<_> = engine
        .events(&name)
        .map(|event| event.unwrap().kind)
        .collect()
        .await;
    assert_eq!(
        kinds,
        [
            EngineEventKind::Started,
            EngineEventKind::Ended,
            EngineEventKind::Healthy,
            EngineEventKind::Removed,
        ]
    );
    let all: Vec<_> = engine.events(&name).collect().await;
    assert_eq!(all.len(), 1);
    assert!(matches!(all[0], Err(EngineError::Gone(_))), "{all:?}");
    let all: Vec<_> = engine.events(&name).collect().await;
    assert!(
        matches!(all[..], [Err(EngineError::Refused { .. })]),
        "{all:?}"
    );
}

#[tokio::test]
async fn a_pull_sums_its_layers_and_says_what_the_registry_said() {
    let stub = StubEngine::new();
    let reports = [
        r#"{"status":"Pulling from library/x","id":"1"}"#,
        r#"{"status":"Downloading","progressDetail":{"current":5,"total":10},"id":"a"}"#,
        r#"{"status":"Downloading","progressDetail":{"current":1,"total":30},"id":"b"}"#,
        r#"{"status":"Download complete","progressDetail":{},"id":"a"}"#,
    ]
    .join("\r\n");
    stub.on(
        "POST /images/create?fromImage=here%2Fx&tag=1",
        answer(200, &reports),
    );
    let engine = stub.connect().await.unwrap();
    let mut seen = Vec::new();
    engine
        .pull("here/x:1", |progress| seen.push(progress))
        .await
        .unwrap();
    let progress = |done, total| PullProgress { done, total };
    assert_eq!(seen, [progress(5, 10), progress(6, 40), progress(11, 40)]);

    for (tag, response, expected) in [
        (
            "2",
            answer(404, r#"{"message":"manifest for x:2 not found"}"#),
            "manifest for x:2 not found",
        ),
        (
            "3",
            answer(
                500,
                r#"{"message":"Get \"https://x\": dial tcp: no such host"}"#,
            ),
            "no such host",
        ),
        (
            "4",
            answer(
                200,
                r#"{"errorDetail":{"message":"toomanyrequests"},"error":"toomanyrequests"}"#,
            ),
            "toomanyrequests",
        ),
    ] {
        let path: &'static str = format!("POST /images/create?fromImage=x&tag={tag}").leak();
        stub.on(path, response);
        let error = engine.pull(&format!("x:{tag}"), |_| {}).await.unwrap_err();
        let EngineError::NoImage { reference, reason } = &error else {
            panic!("{error:?}");
        };
        assert_eq!(*reference, format!("x:{tag}"));
        assert!(reason.contains(expected), "{reason}");
    }
    let full = r#"{"error":"write /var/lib/docker/tmp/x: no space left on device"}"#;
    stub.on("POST /images/create?fromImage=x&tag=5", answer(200, full));
    let error = engine.pull("x:5", |_| {}).await.unwrap_err();
    assert!(matches!(error, EngineError::NoSpace(_)), "{error:?}");
}

#[tokio::test]
async fn the_users_credentials_go_with_a_pull() {
    let stub = StubEngine::new();
    stub.on("POST /images/create", answer(200, ""));
    let home = tempfile::tempdir().unwrap();
    std::fs::write(
        home.path().join("config.json"),
        r#"{"auths":{"here:5000":{"auth":"bWU6Pz8+Pn5+"}}}"#,
    )
    .unwrap();
    let mut environment = stub.environment();
    environment.configuration = Some(home.path().to_owned());
    let engine = orion_adapters::docker::DockerEngine::connect(&environment)
        .await
        .unwrap();
    engine.pull("here:5000/x:1", |_| {}).await.unwrap();
    engine.pull("x:1", |_| {}).await.unwrap();
    let requests = stub.requests();
    let header = |request: &str| {
        request
            .lines()
            .find_map(|line| line.strip_prefix("x-registry-auth: "))
            .map(str::to_owned)
    };
    let header_of_one = header(&requests[1]).unwrap();
    assert!(!header_of_one.contains(['+', '/']), "{header_of_one}");
    assert_eq!(header(&requests[2]), None);
}

#[tokio::test]
async fn a_container_whose_secrets_do_not_arrive_is_taken_away() {
    use orion_app::stack::SecretFile;
    use orion_core::ids::{SecretName, ServiceName};
    use orion_core::stack::ContainerSpec;

    let stub = StubEngine::new();
    stub.on(
        "POST /containers/create",
        answer(201, r#"{"Id":"c1","Warnings":[]}"#),
    );
    stub.on(
        "PUT /containers/c1/archive",
        answer(500, r#"{"message":"no"}"#),
    );
    stub.on("DELETE /containers/c1", answer(204, ""));
    let engine = stub.connect().await.unwrap();
    let spec = ContainerSpec {
        project: project(),
        service: ServiceName::parse("a").unwrap(),
        image: "x".to_owned(),
        image_id: "sha256:0".to_owned(),
        command: Vec::new(),
        env: Vec::new(),
        ports: Vec::new(),
        mounts: Vec::new(),
        secrets: Vec::new(),
        secrets_digest: String::new(),
    };
    let secret = SecretFile {
        name: SecretName::parse("s").unwrap(),
        value: b"v".to_vec(),
    };
    let error = engine.create(&spec, &[secret]).await.unwrap_err();
    assert!(matches!(error, EngineError::Refused { .. }), "{error:?}");
    let last = stub.requests().pop().unwrap();
    assert!(last.starts_with("DELETE /containers/c1?"), "{last}");
}

#[tokio::test]
async fn a_build_that_the_engine_breaks_off_is_no_image() {
    let stub = StubEngine::new();
    stub.on(
        "GET /images/x:1/json",
        answer(404, r#"{"message":"No such image"}"#),
    );
    stub.on(
        "POST /images/create",
        answer(200, r#"{"error":"unexpected EOF"}"#),
    );
    let engine = stub.connect().await.unwrap();
    let binary = Path::new("/proc/self/exe");
    let error = engine
        .thin_image(binary, None, "x:1", &project())
        .await
        .unwrap_err();
    assert!(matches!(error, EngineError::Build { .. }), "{error:?}");
}

#[tokio::test]
async fn logs_that_break_off_give_what_was_whole_before() {
    let stub = StubEngine::new();
    let mut body = vec![1, 0, 0, 0, 0, 0, 0, 34];
    body.extend_from_slice(b"2026-01-02T03:04:05.000000001Z one\n");
    let length = body.len() - 1;
    body[7] = u8::try_from(length - 7).unwrap();
    let mut response = format!("HTTP/1.1 200 X\r\ncontent-length: {}\r\n\r\n", 1000).into_bytes();
    response.extend_from_slice(&body);
    stub.on("GET /containers/c1/logs", response);
    stub.on(
        "GET /containers/c1/logs",
        answer(404, r#"{"message":"No such container: c1"}"#),
    );
    let engine = stub.connect().await.unwrap();
    let request = LogRequest::default();
    let mut lines = pin!(engine.logs(container(), request.clone()));
    assert_eq!(lines.next().await.unwrap().unwrap().text, "one");
    let error = lines.next().await.unwrap().unwrap_err();
    assert!(matches!(error, EngineError::Gone(_)), "{error:?}");
    assert!(lines.next().await.is_none());
    let all: Vec<_> = engine.logs(container(), request.clone()).collect().await;
    assert!(
        matches!(all[..], [Err(EngineError::NotFound(_))]),
        "{all:?}"
    );
}
