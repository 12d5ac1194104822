//! Both formats, from one small shop.

use std::collections::HashSet;

use insta::assert_snapshot;

use super::*;
use crate::config::{Parsed, Workspace, parse};
use crate::ids::ServiceName;
use crate::path::RepoPath;

const SHOP: &str = r#"schema = 1
[project]
name = "Shop"
[workstreams.all]
[databases.auth]
server = "postgres"
[services.postgres]
workstream = "all"
image = "postgres:16"
ports = [5432]
env = { POSTGRES_PASSWORD_FILE = "/run/secrets/admin" }
secrets = ["admin", "auth-password"]
volumes = ["data:/var/lib/postgresql/data", "./database:/orion/database:ro"]
health = { postgres = 5432, interval = "2s", timeout = "500ms", retries = 5, start-period = "1m" }
[services.mail]
workstream = "all"
command = "mailpit"
[services.auth]
workstream = "all"
provides = ["auth-api"]
database = "auth"
depends-on = ["mail"]
build = { package = "shop-auth" }
ports = [7101]
env = { PRICE = "$5", FLAG = "yes" }
secrets = ["auth-password"]
health = { http = "/health/ready" }
[services.front_door]
workstream = "all"
consumes = ["auth-api"]
depends-on = ["auth"]
build = { context = "front", args = { PROFILE = "release" } }
command = "serve --all"
ports = ["8080:80", "9000/udp"]
health = { http = "/ready?deep=1", port = 80 }
[images]
substitute = { "postgres:16" = "local/postgres:15" }
"#;

fn workspace(text: &str) -> Workspace {
    let Parsed {
        workspace,
        diagnostics,
    } = parse(text);
    workspace.unwrap_or_else(|| panic!("{diagnostics:?}"))
}

fn request<'a>(workspace: &'a Workspace, services: &'a [ServiceName]) -> ExportRequest<'a> {
    ExportRequest {
        workspace,
        services,
        images: ImageNames::default(),
        public: &[],
        root: ".".to_owned(),
    }
}

fn mounted(path: &RepoPath) -> MountedPath {
    let file = |below: &str, content: &str| MountedFile {
        below: below.to_owned(),
        content: content.as_bytes().to_vec(),
    };
    match path.as_utf8().unwrap().trim_end_matches('/') {
        "database" => MountedPath::Files(vec![
            file("setup", "#!/bin/sh\nexit 0\n"),
            file("more/one.sql", "SELECT 1;\n"),
        ]),
        "large" => MountedPath::TooLarge,
        "binary" => MountedPath::Files(vec![MountedFile {
            below: String::new(),
            content: vec![0xff],
        }]),
        "one.conf" => MountedPath::Files(vec![file("", "a = 1\n")]),
        _ => MountedPath::Missing,
    }
}

fn manifests(request: &ExportRequest<'_>) -> Export {
    let settings = KubernetesSettings {
        namespace: None,
        mounted: &mounted,
    };
    kubernetes(request, &settings).unwrap()
}

fn findings(export: &Export) -> String {
    let line = |finding: &ExportFinding| format!("{:?}: {}\n", finding.weight, finding.message);
    export.findings.iter().map(line).collect()
}

#[test]
fn a_compose_file() {
    let workspace = workspace(SHOP);
    let export = compose(&request(&workspace, &[]), ComposeReader::Compose).unwrap();
    assert_snapshot!(export.text);
    assert_snapshot!(findings(&export), @"
    LeftOut: `mail` is left out: it runs as a process, not in a container
    LeftOut: `auth` does not wait for `mail`, which is left out
    Note: the images of `auth` hold the program alone: it is run as `PROGRAM probe URL`, and has to exit with 0 when the answer is good
    Note: build the images of `auth` first: Compose cannot
    Note: Compose mounts the files under `.orion/stack/secrets` as they are, and only their owner may read them: `chmod a+r` lets services read them that do not run as root
    ");
}

#[test]
fn a_stack_file() {
    let workspace = workspace(SHOP);
    let export = compose(&request(&workspace, &[]), ComposeReader::Stack).unwrap();
    assert_snapshot!(export.text);
    assert_snapshot!(findings(&export), @"
    LeftOut: `mail` is left out: it runs as a process, not in a container
    LeftOut: `auth` does not wait for `mail`, which is left out
    Note: `postgres`: `database` has to be on every node that it may run on, at the same path
    Note: the images of `auth` hold the program alone: it is run as `PROGRAM probe URL`, and has to exit with 0 when the answer is good
    Note: build and push the images of `auth`, `front_door` first: a stack builds nothing
    Note: reached from outside: `front_door`; `--public SERVICE` chooses others
    ");
}

#[test]
fn manifests_for_kubernetes() {
    let workspace = workspace(SHOP);
    let export = manifests(&request(&workspace, &[]));
    assert_snapshot!(export.text);
    assert_snapshot!(findings(&export), @"
    LeftOut: `mail` is left out: it runs as a process, not in a container
    LeftOut: `auth` does not wait for `mail`, which is left out
    Note: `front_door` is `front-door` in the cluster, where names are DNS labels: addresses in `env` have to say so
    Note: `postgres` asks for 1Gi for each of its volumes; change it to what its data needs
    Note: build and push the images of `auth`, `front_door` first
    Note: the Dockerfiles of `front_door` have to name a user by number: what is built here does not run as root
    Note: reached from outside: `front_door`; `--public SERVICE` chooses others
    ");
}

#[test]
fn a_subset_brings_what_it_depends_on() {
    let workspace = workspace(SHOP);
    let asked = [ServiceName::parse("auth").unwrap()];
    let export = compose(&request(&workspace, &asked), ComposeReader::Compose).unwrap();
    assert!(export.text.contains("\n  auth:\n"));
    assert!(!export.text.contains("front_door"));
    let process = [ServiceName::parse("mail").unwrap()];
    let nothing = compose(&request(&workspace, &process), ComposeReader::Compose);
    assert_eq!(nothing, Err(ExportError::Nothing));
}

#[test]
fn who_is_reached_from_outside_can_be_said() {
    let workspace = workspace(SHOP);
    let public = [ServiceName::parse("auth").unwrap()];
    let mut request = request(&workspace, &[]);
    let opened = |text: &str| {
        let ports = text.lines().filter(|line| line.trim() == "- ports:");
        ports.count()
    };
    assert_eq!(opened(&manifests(&request).text), 1);
    request.public = &public;
    let export = manifests(&request);
    assert_eq!(opened(&export.text), 1);
    assert!(findings(&export).contains("reached from outside: `auth`"));
}

#[test]
fn what_is_mounted_and_cannot_be_is_said() {
    let text = r#"schema = 1
[project]
name = "shop"
[workstreams.all]
[services.one]
workstream = "all"
image = "one"
volumes = ["./large:/a", "./binary:/b:ro", "./nothing:/c", "./one.conf:/etc/one.conf", "shared:/d"]
[services.two]
workstream = "all"
build = { package = "two" }
volumes = ["shared:/d:ro"]
health = { tcp = 80 }
"#;
    let workspace = workspace(text);
    let export = manifests(&request(&workspace, &[]));
    assert_snapshot!(export.text);
    assert_snapshot!(findings(&export), @"
    Note: the volume `shared` of several services needs a storage class that has `ReadWriteMany`
    LeftOut: `one` does not get `large`: it is too large for a config map
    LeftOut: `one` does not get `binary`: it holds a file that is no text
    LeftOut: `one` does not get `nothing`: git knows no file there
    Note: `one` can only read `one.conf`: a config map is not written to
    Note: build and push the images of `two` first
    Note: no service is reached from outside; `--public SERVICE` opens one
    ");
    let export = compose(&request(&workspace, &[]), ComposeReader::Compose).unwrap();
    assert_snapshot!(findings(&export), @"
    LeftOut: `two` has no health check: its image holds the program alone, and nothing to ask it with
    Note: build the images of `two` first: Compose cannot
    ");
}

/// Written twice, a document is the same; and everything that it names is there.
#[test]
fn documents_are_stable_and_whole() {
    let workspace = workspace(include_str!("../../config/tests/everything.toml"));
    let request = request(&workspace, &[]);
    for reader in [ComposeReader::Compose, ComposeReader::Stack] {
        assert_eq!(compose(&request, reader), compose(&request, reader));
    }
    let text = manifests(&request).text;
    assert_eq!(text, manifests(&request).text);
    let names: Vec<&str> = text
        .split("---\n")
        .filter_map(|document| document.split_once("\nmetadata:\n  name: "))
        .map(|(kind, rest)| {
            let kind = kind.lines().find_map(|line| line.strip_prefix("kind: "));
            assert!(kind.is_some(), "{rest}");
            rest.lines().next().unwrap()
        })
        .collect();
    let distinct: HashSet<(&str, usize)> = names
        .iter()
        .map(|name| (*name, names.iter().filter(|other| other == &name).count()))
        .collect();
    // A deployment or stateful set, a service and a policy at the most.
    assert!(
        distinct.iter().all(|(_, count)| *count <= 3),
        "{distinct:?}"
    );
}

#[test]
fn names_become_labels() {
    let text = r#"schema = 1
[project]
name = "9 Lives"
[workstreams.all]
[services."Web.App"]
workstream = "all"
image = "web"
[services.web-app]
workstream = "all"
image = "web"
[services.1st]
workstream = "all"
image = "web"
"#;
    let workspace = workspace(text);
    let export = manifests(&request(&workspace, &[]));
    assert!(
        export
            .text
            .contains("app.kubernetes.io/part-of: p-9-lives\n")
    );
    assert_snapshot!(findings(&export), @"
    Note: `1st` is `s-1st` in the cluster, where names are DNS labels: addresses in `env` have to say so
    Note: `Web.App` is `web-app` in the cluster, where names are DNS labels: addresses in `env` have to say so
    Note: `web-app` is `web-app-2` in the cluster, where names are DNS labels: addresses in `env` have to say so
    Note: no service is reached from outside; `--public SERVICE` opens one
    ");
}

#[test]
fn image_names_tell_services_apart() {
    assert_eq!(ImageNames::new("shop/all"), None);
    assert_eq!(ImageNames::new("shop/{service} 1"), None);
    let names = ImageNames::new("registry.example.com/{project}/{service}:1").unwrap();
    let service = ServiceName::parse("Auth").unwrap();
    assert_eq!(
        names.of("shop", &service),
        "registry.example.com/shop/auth:1"
    );
}
