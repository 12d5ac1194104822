//! Manifests, held against the schemas of Kubernetes.

use orion_testutils::{TestRepository, skip};

use crate::shop::{orion, own, shop};
use crate::tools::ask;

/// The oldest and the newest that are held against.
const VERSIONS: [&str; 2] = ["1.30.0", "1.37.0"];

#[track_caller]
fn assert_valid(repository: &TestRepository, text: &str) {
    repository.write("manifests.yaml", text);
    for version in VERSIONS {
        let arguments = ["--strict", "-k", version, "manifests.yaml"];
        let judged = ask(repository, "kubernetes-validate", &arguments).unwrap();
        assert_eq!(
            judged.code, 0,
            "{version}: {}{}\n{text}",
            judged.stdout, judged.stderr
        );
    }
}

#[test]
fn manifests_keep_to_the_schemas() {
    let repository = shop();
    if ask(&repository, "kubernetes-validate", &["--version"]).is_none() {
        skip!("`kubernetes-validate` is not installed");
    }
    let text = orion(&repository, "export kubernetes").success().stdout;
    assert_valid(&repository, &text);
    let text = orion(&repository, "export kubernetes --namespace shop-1")
        .success()
        .stdout;
    assert_valid(&repository, &text);
    assert_valid(
        &repository,
        &own("export kubernetes --public gateway --public admin-ui"),
    );
    // The validator does find what is wrong.
    repository.write("manifests.yaml", text.replace("mountPath:", "mountpath:"));
    let judged = ask(
        &repository,
        "kubernetes-validate",
        &["--strict", "manifests.yaml"],
    );
    assert_ne!(judged.unwrap().code, 0);
}
