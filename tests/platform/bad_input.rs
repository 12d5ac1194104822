//! Whatever is sent, the services and the gateway answer as their documents say: schemathesis makes requests from
//! the documents, good ones and bad ones, and holds every answer against them.

use std::process::{Command, Stdio};

use orion_tests::{ADMIN_EMAIL, ADMIN_PASSWORD, Person, Stack};
use orion_testutils::skip;

/// No failure of the server, no undocumented status, no undocumented shape.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                      response_headers_conformance,response_schema_conformance,unsupported_method";

/// How many requests are made of each operation, besides those that schemathesis makes of every one.
const EXAMPLES: &str = "60";

pub(crate) async fn answers_are_as_documented(stack: &Stack) {
    let there = Command::new("schemathesis")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if there.is_err() {
        skip!("`schemathesis` is not installed (PyPI: schemathesis)");
    }
    let admin = Person::log_in(stack.gateway(), ADMIN_EMAIL, ADMIN_PASSWORD).await;
    let directory = tempfile::tempdir().unwrap();
    for (service, url) in stack.services() {
        // It has pages, and no API.
        if service == "admin-ui" {
            continue;
        }
        let output = tokio::process::Command::new("schemathesis")
            .args(["run", "--no-color", "--workers", "1", "--seed", "1"])
            .args(["--phases", "examples,coverage,fuzzing", "--checks", CHECKS])
            .args(["--max-examples", EXAMPLES, "--continue-on-failure"])
            .args(["--generation-database", "none", "--request-timeout", "40"])
            .args(["--warnings", "off"])
            .arg("--header")
            .arg(format!("Authorization: Bearer {}", admin.token.expose()))
            .args(["--url", url])
            .arg(format!("{url}/openapi.json"))
            .current_dir(directory.path())
            .stdin(Stdio::null())
            .output()
            .await
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        let complained = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "{service} ({}):\n{said}\n{complained}",
            stack.kind
        );
    }
}
