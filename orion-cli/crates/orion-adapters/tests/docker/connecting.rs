//! Finding an engine.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use orion_adapters::docker::{DockerEngine, EngineEnvironment};
use orion_app::stack::{Engine as _, EngineError};
use orion_testutils::skip;

use crate::stack::engine;
use crate::stub::{StubEngine, answer};

/// The SHA-256 of `far`: the directory that Docker keeps the context in.
const FAR: &str = "512eea46ceb3921dff4363c7069d89d4964d1d9fccaa0f411851a7aa60a5c868";

async fn refusal(environment: &EngineEnvironment) -> EngineError {
    DockerEngine::connect(environment).await.err().unwrap()
}

#[tokio::test]
async fn the_real_engine_says_who_it_is() {
    let engine = match engine().await {
        Ok(engine) => engine,
        Err(error) => skip!("{error}"),
    };
    let facts = engine.facts();
    assert_eq!(facts.name, "Docker Engine");
    assert_eq!(facts.address, "unix:///var/run/docker.sock");
    assert!(facts.local);
    assert!(!facts.version.is_empty());
}

#[tokio::test]
async fn it_takes_one_request_and_an_api_that_both_know() {
    let stub = StubEngine::unknown();
    stub.on(
        "GET /version",
        answer(200, r#"{"Version":"99","ApiVersion":"9.1"}"#),
    );
    let engine = stub.connect().await.unwrap();
    assert_eq!(engine.facts().api, "1.53");
    assert!(!engine.facts().local);
    assert_eq!(stub.requests().len(), 1);
}

#[tokio::test]
async fn podman_is_known_by_its_components() {
    let stub = StubEngine::unknown();
    let version =
        r#"{"Version":"5.4.0","ApiVersion":"1.41","Components":[{"Name":"Podman Engine"}]}"#;
    stub.on("GET /version", answer(200, version));
    assert_eq!(stub.connect().await.unwrap().facts().name, "Podman");
}

#[tokio::test]
async fn an_old_engine_is_refused_with_what_is_needed() {
    let stub = StubEngine::unknown();
    stub.on(
        "GET /version",
        answer(200, r#"{"Version":"19","ApiVersion":"1.40"}"#),
    );
    let error = stub.connect().await.err().unwrap();
    assert_eq!(
        error.to_string(),
        "the container engine speaks API 1.40, and 1.41 or later is needed"
    );
}

#[tokio::test]
async fn the_usual_places_are_tried_in_turn() {
    let stub = StubEngine::new();
    let directory = tempfile::tempdir().unwrap();
    // A socket whose engine has gone is as good as none.
    let left_over = directory.path().join("left-over.sock");
    drop(std::os::unix::net::UnixListener::bind(&left_over).unwrap());
    let environment = EngineEnvironment {
        usual: vec![directory.path().join("none.sock"), left_over, stub.socket()],
        ..EngineEnvironment::default()
    };
    let engine = DockerEngine::connect(&environment).await.unwrap();
    assert_eq!(engine.facts().version, "28.5.2");

    let environment = EngineEnvironment {
        usual: vec!["/none/a.sock".into(), "/none/b.sock".into()],
        ..EngineEnvironment::default()
    };
    assert_eq!(
        refusal(&environment).await.to_string(),
        "no container engine answers at /none/a.sock, /none/b.sock: nothing listens there"
    );
}

#[tokio::test]
async fn a_named_engine_that_is_not_there_is_not_replaced() {
    let stub = StubEngine::new();
    let environment = EngineEnvironment {
        host: Some("unix:///none/engine.sock".to_owned()),
        usual: vec![stub.socket()],
        ..EngineEnvironment::default()
    };
    assert_eq!(
        refusal(&environment).await.to_string(),
        "no container engine answers at unix:///none/engine.sock: there is nothing there"
    );
    assert!(stub.requests().is_empty());
}

#[tokio::test]
async fn a_socket_that_may_not_be_used_is_told_from_none() {
    let stub = StubEngine::new();
    fs::set_permissions(stub.socket(), fs::Permissions::from_mode(0o000)).unwrap();
    // Root may use every socket: then the engine itself has to refuse.
    let refusing = StubEngine::unknown();
    refusing.on("GET /version", answer(403, r#"{"message":"no"}"#));
    let error = match stub.connect().await {
        Err(error) => error,
        Ok(_) => refusing.connect().await.err().unwrap(),
    };
    assert!(matches!(error, EngineError::Forbidden { .. }), "{error}");
}

#[tokio::test]
async fn what_answers_and_is_no_engine_is_none() {
    let stub = StubEngine::unknown();
    stub.on("GET /version", answer(200, "<html>"));
    let error = stub.connect().await.err().unwrap();
    let EngineError::Absent { reason, .. } = error else {
        panic!("{error}");
    };
    assert_eq!(reason, "what answers is no container engine");
}

#[tokio::test]
async fn contexts_are_followed() {
    let stub = StubEngine::new();
    let home = tempfile::tempdir().unwrap();
    let configuration = home.path().join(".docker");
    fs::create_dir_all(&configuration).unwrap();
    fs::write(
        configuration.join("config.json"),
        r#"{"currentContext":"far"}"#,
    )
    .unwrap();
    let environment = |context: Option<&str>| {
        let variables = |_: &str| None;
        let mut environment = EngineEnvironment::new(variables, Some(home.path().to_owned()));
        environment.context = context.map(str::to_owned);
        environment.usual = Vec::new();
        environment
    };

    let error = refusal(&environment(None)).await.to_string();
    assert!(
        error.contains("the Docker context `far` cannot be used"),
        "{error}"
    );
    assert!(error.contains("docker context ls"), "{error}");

    let directory = configuration.join("contexts/meta").join(FAR);
    fs::create_dir_all(&directory).unwrap();
    let host = format!("unix://{}", stub.socket().display());
    let meta = format!(
        r#"{{"Name":"far","Metadata":{{}},"Endpoints":{{"docker":{{"Host":"{host}","SkipTLSVerify":false}}}}}}"#
    );
    fs::write(directory.join("meta.json"), meta).unwrap();
    for context in [None, Some("far")] {
        let engine = DockerEngine::connect(&environment(context)).await.unwrap();
        assert_eq!(engine.facts().address, host);
    }
    // The default is no context of its own.
    let error = refusal(&environment(Some("default"))).await;
    assert!(matches!(error, EngineError::Absent { .. }), "{error}");

    let meta = r#"{"Name":"far","Endpoints":{"docker":{"Host":"tcp://far:2376"}}}"#;
    fs::write(directory.join("meta.json"), meta).unwrap();
    fs::create_dir_all(configuration.join("contexts/tls").join(FAR).join("docker")).unwrap();
    let error = refusal(&environment(None)).await;
    assert!(matches!(error, EngineError::Configuration(_)), "{error}");
    assert!(error.to_string().contains("wants TLS"), "{error}");
}

#[tokio::test]
async fn an_engine_may_be_on_a_port() {
    let stub = StubEngine::new();
    let address = stub.listen_on_a_port().await;
    let environment = EngineEnvironment {
        host: Some(address.clone()),
        ..EngineEnvironment::default()
    };
    let engine = DockerEngine::connect(&environment).await.unwrap();
    assert_eq!(engine.facts().address, address);

    stub.on(
        "GET /version",
        answer(400, "Client sent an HTTP request to an HTTPS server.\n"),
    );
    // The first answer was kept for one request more.
    DockerEngine::connect(&environment).await.unwrap();
    let error = refusal(&environment).await;
    assert!(matches!(error, EngineError::Configuration(_)), "{error}");
}
