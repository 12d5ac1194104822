//! The flags and the exit codes.

use std::fs;

use insta::assert_snapshot;
use orion_testutils::TestRepository;

use crate::shop::{orion, shop};

#[test]
fn the_answer_is_the_document_and_findings_are_talk() {
    let repository = shop();
    let outcome = orion(&repository, "export compose").success();
    assert!(
        outcome
            .stdout
            .starts_with("# Written by `orion export compose`")
    );
    assert_snapshot!(outcome.stderr, @"
    warning: `mail` is left out: it runs as a process, not in a container
    warning: `auth` does not wait for `mail`, which is left out
    note: the images of `auth` hold the program alone: it is run as `PROGRAM probe URL`, and has to exit with 0 when the answer is good
    note: build the images of `auth`, `worker` first: Compose cannot
    note: Compose mounts the files under `.orion/stack/secrets` as they are, and only their owner may read them: `chmod a+r` lets services read them that do not run as root
    ");
    let quiet = orion(&repository, "--quiet export compose").success();
    assert_eq!((quiet.stdout, quiet.stderr.as_str()), (outcome.stdout, ""));
}

#[test]
fn manifests_are_talked_about_too() {
    let repository = shop();
    let outcome = orion(&repository, "export kubernetes").success();
    assert!(
        outcome
            .stdout
            .starts_with("# Written by `orion export kubernetes`")
    );
    assert_snapshot!(outcome.stderr, @"
    warning: `mail` is left out: it runs as a process, not in a container
    warning: `auth` does not wait for `mail`, which is left out
    note: `front_door` is `front-door` in the cluster, where names are DNS labels: addresses in `env` have to say so
    note: the volume `uploads` of several services needs a storage class that has `ReadWriteMany`
    note: `postgres` asks for 1Gi for each of its volumes; change it to what its data needs
    note: `front_door` can only read `front`: a config map is not written to
    note: build and push the images of `auth`, `worker`, `front_door` first
    note: the Dockerfiles of `front_door` have to name a user by number: what is built here does not run as root
    note: reached from outside: `front_door`; `--public SERVICE` chooses others
    ");
}

#[test]
fn a_file_leads_to_the_repository_from_where_it_lies() {
    let repository = shop();
    let written = |line: &str, file: &str| {
        let outcome = orion(&repository, line).success();
        assert_eq!(outcome.stdout, "");
        fs::read_to_string(repository.top().join(file)).unwrap()
    };
    let text = written(
        "-C elsewhere export compose --output new/compose.yaml",
        "elsewhere/new/compose.yaml",
    );
    assert!(text.contains("context: ../../front\n"), "{text}");
    assert!(
        text.contains("file: ../../.orion/stack/secrets/auth-password\n"),
        "{text}"
    );
    let text = written("export compose -o compose.yaml", "compose.yaml");
    assert_eq!(text, orion(&repository, "export compose").stdout);
    let full = orion(&repository, "export compose --output elsewhere");
    assert_eq!(full.code, 3, "{}", full.stderr);
}

#[test]
fn a_subset_brings_its_dependencies() {
    let repository = shop();
    let text = orion(&repository, "export compose worker").success().stdout;
    let services: Vec<&str> = text
        .lines()
        .skip_while(|line| *line != "services:")
        .skip(1)
        .take_while(|line| line.starts_with(' '))
        .filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':'))
        .filter(|name| !name.starts_with(' '))
        .collect();
    assert_eq!(services, ["broker", "auth", "worker"]);
}

#[test]
fn the_flags_do_what_they_say() {
    let repository = shop();
    let images = orion(
        &repository,
        "export kubernetes --images reg.example.com/{project}/{service}:7",
    );
    assert!(
        images
            .success()
            .stdout
            .contains("image: reg.example.com/shop/front_door:7\n")
    );
    let stack = orion(&repository, "export compose --for stack")
        .success()
        .stdout;
    assert!(stack.contains("\nversion: \"3.8\"\n") && !stack.contains("condition:"));
    let public = orion(
        &repository,
        "export kubernetes --public auth --public cache",
    )
    .success();
    assert!(
        public
            .stderr
            .contains("reached from outside: `cache`, `auth`;"),
        "{}",
        public.stderr
    );
    let named = orion(&repository, "export kubernetes --namespace shop-1")
        .success()
        .stdout;
    assert!(named.contains("kind: Namespace\n") && named.contains("  namespace: shop-1\n"));
}

#[test]
fn what_is_wrong_is_said() {
    let repository = shop();
    let fails = |line: &str| {
        let outcome = orion(&repository, line);
        assert_eq!(outcome.stdout, "");
        (outcome.code, outcome.stderr)
    };
    let (code, said) = fails("export compose frontdoor");
    assert_eq!(code, 2);
    assert_snapshot!(said, @"
    error: `frontdoor` is no service
    hint: did you mean `front_door`?
    ");
    let (code, said) = fails("export kubernetes --public nothing-like-it");
    assert_eq!(code, 2);
    assert_snapshot!(said, @"
    error: `nothing-like-it` is no service
    hint: the services are `postgres`, `broker`, `cache`, `mail`, `auth`, `worker`, `front_door`
    ");
    let (code, said) = fails("export compose mail");
    assert_eq!(code, 2);
    assert_snapshot!(said, @"
    error: no service that is asked for runs in a container
    hint: `image` or `build` under `[services.NAME]` says what a service runs in
    ");
    for line in [
        "export",
        "export kubernetes --namespace Not_one",
        "export compose --images shop/all",
        "export compose --for kubernetes",
    ] {
        assert_eq!(fails(line).0, 2, "{line}");
    }
}

#[test]
fn without_a_policy_or_a_repository_nothing_is_written() {
    let repository = TestRepository::new();
    assert_eq!(orion(&repository, "export compose").code, 2);
    fs::create_dir(repository.beside("bare")).unwrap();
    assert_eq!(orion(&repository, "-C ../bare export compose").code, 3);
}
