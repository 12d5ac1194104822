//! Compose files, held against Docker Compose, the schema of version 3, and the reader of `docker stack deploy`.

use orion_testutils::{TestRepository, skip};
use serde_json::{Value, json};

use crate::shop::{orion, own, shop};
use crate::tools::{ask, compose_schema, has_compose, has_stack_config};

/// What Docker Compose understands of a file.
#[track_caller]
fn understood(repository: &TestRepository, text: &str) -> Value {
    repository.write("compose.yaml", text);
    let config = ["-f", "compose.yaml", "config", "--format", "json"];
    let outcome = ask(repository, "docker-compose", &config).unwrap();
    assert_eq!(outcome.code, 0, "{}\n{text}", outcome.stderr);
    assert_eq!(outcome.stderr, "", "{text}");
    serde_json::from_str(&outcome.stdout).unwrap()
}

#[test]
fn docker_compose_understands_what_was_meant() {
    let repository = shop();
    if !has_compose(&repository) {
        skip!("`docker-compose` is not Docker Compose 2 or later");
    }
    let text = orion(&repository, "export compose").success().stdout;
    let read = understood(&repository, &text);
    assert_eq!(read["name"], "shop");
    let auth = &read["services"]["auth"];
    assert_eq!(
        auth["environment"],
        // Compose writes a `$` twice again.
        json!({ "FLAG": "yes", "PORT": "22", "PRICE": "$$5 or $${MORE}", "TEXT": "two\nlines: #1" })
    );
    assert_eq!(auth["image"], "orion/shop/auth:latest");
    assert_eq!(auth["depends_on"]["broker"]["condition"], "service_healthy");
    assert_eq!(auth["depends_on"].as_object().unwrap().len(), 1);
    assert_eq!(
        auth["healthcheck"]["test"],
        json!([
            "CMD",
            "/shop-auth",
            "probe",
            "http://127.0.0.1:7101/health/ready"
        ])
    );
    let front = &read["services"]["front_door"];
    assert_eq!(front["build"]["dockerfile"], "Dockerfile.web");
    assert_eq!(front["command"], json!(["sh", "-c", "serve --all"]));
    for port in front["ports"].as_array().unwrap() {
        assert_eq!(port["host_ip"], "127.0.0.1");
    }
    let postgres = &read["services"]["postgres"];
    assert_eq!(postgres["healthcheck"]["interval"], "2s");
    assert_eq!(postgres["secrets"].as_array().unwrap().len(), 2);
    let secret = repository.top().join(".orion/stack/secrets/auth-password");
    assert_eq!(
        read["secrets"]["auth-password"]["file"],
        secret.to_str().unwrap()
    );
    assert_eq!(read["volumes"]["uploads"]["name"], "shop_uploads");
    assert!(read["services"].get("mail").is_none());
}

#[test]
fn docker_compose_reads_this_repository() {
    let repository = shop();
    if !has_compose(&repository) {
        skip!("`docker-compose` is not Docker Compose 2 or later");
    }
    let read = understood(&repository, &own("export compose"));
    assert_eq!(
        read["services"]["gateway"]["depends_on"]["auth"]["condition"],
        "service_healthy"
    );
}

const VALIDATE: &str = "import json, jsonschema, sys, yaml
jsonschema.validate(yaml.safe_load(open(sys.argv[2])), json.load(open(sys.argv[1])))";

#[test]
fn a_stack_can_be_deployed() {
    let repository = shop();
    let Some(schema) = compose_schema(&repository) else {
        skip!("the schema of Compose files of version 3 is not installed");
    };
    for text in [
        orion(&repository, "export compose --for stack")
            .success()
            .stdout,
        own("export compose --for stack --public gateway --public admin-ui"),
    ] {
        repository.write("stack.yaml", &text);
        let schema = schema.to_str().unwrap();
        let judged = ask(
            &repository,
            "python3",
            &["-c", VALIDATE, schema, "stack.yaml"],
        );
        let judged = judged.unwrap();
        assert_eq!(judged.code, 0, "{}\n{text}", judged.stderr);
        // Not every `docker` has it; the schema is the same.
        if has_stack_config(&repository) {
            let config = ["stack", "config", "--compose-file", "stack.yaml"];
            let judged = ask(&repository, "docker", &config).unwrap();
            assert_eq!((judged.code, judged.stderr.as_str()), (0, ""), "{text}");
        }
    }
    // What the other file has is what a stack refuses.
    let compose = orion(&repository, "export compose").success().stdout;
    repository.write("stack.yaml", compose);
    let schema = schema.to_str().unwrap();
    let judged = ask(
        &repository,
        "python3",
        &["-c", VALIDATE, schema, "stack.yaml"],
    );
    assert_ne!(judged.unwrap().code, 0);
}
