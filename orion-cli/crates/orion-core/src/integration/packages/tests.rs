//! Manifests of two managers.

use std::collections::BTreeMap;

use super::*;

fn files(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let files = files.iter();
    files
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

fn package<'a>(packages: &'a Packages, name: &str) -> &'a Package {
    packages.all.iter().find(|one| one.name == name).unwrap()
}

#[test]
fn cargo_packages_build_with_each_other_by_path_and_by_the_list() {
    let files = files(&[
        (
            "Cargo.toml",
            "[workspace]\nmembers = [\"services/*\", \"contracts\"]\nexclude = [\"services/old\"]\n\
             [workspace.dependencies]\nserde = \"1\"\ncontracts = { path = \"contracts\" }\n",
        ),
        ("contracts/Cargo.toml", "[package]\nname = \"contracts\"\n"),
        (
            "services/infra/Cargo.toml",
            "[package]\nname = \"infra\"\n[dependencies]\ncontracts.workspace = true\n",
        ),
        (
            "services/auth/Cargo.toml",
            "[package]\nname = \"auth\"\n[target.'cfg(unix)'.dependencies]\ninfra = { path = \"../infra\" }\n\
             [dev-dependencies]\nserde = \"1.0\"\n",
        ),
        ("services/old/Cargo.toml", "[package]\nname = \"old\"\n"),
        ("services/fuzz/Cargo.toml", "[package\n"),
    ]);
    let packages = Packages::of(&files);
    let [auth, contracts, old] = ["auth", "contracts", "old"].map(|name| package(&packages, name));
    assert!(packages.builds_with(auth, contracts));
    assert!(!packages.builds_with(contracts, auth));
    assert!(!packages.builds_with(old, contracts));
    assert!(auth.is_member && contracts.is_member && !old.is_member);
    let around = packages.around("contracts/openapi/a.json").unwrap();
    assert_eq!(around.name, "contracts");
    assert_eq!(packages.around("elsewhere/a.json"), None);
    let (path, line, _) = &packages.unread[0];
    assert_eq!(
        (path.as_str(), *line),
        ("services/fuzz/Cargo.toml", Some(1))
    );
    let serde = auth
        .dependencies
        .iter()
        .find(|one| one.key == "serde")
        .unwrap();
    assert_eq!((serde.inherits, serde.line), (false, Some(6)));
}

#[test]
fn npm_packages_build_with_each_other_by_name() {
    let files = files(&[
        (
            "package.json",
            "{\"workspaces\": [\"packages/*\"], \"dependencies\": {\"nest\": \"^10\"}}",
        ),
        (
            "packages/shared/package.json",
            "{\"name\": \"@orion/shared\"}",
        ),
        (
            "packages/auth/package.json",
            "{\n  \"name\": \"@orion/auth\",\n  \"dependencies\": {\n    \"@orion/shared\": \"workspace:*\",\n    \"nest\": \"^9\"\n  }\n}\n",
        ),
    ]);
    let packages = Packages::of(&files);
    let [auth, shared] = ["@orion/auth", "@orion/shared"].map(|name| package(&packages, name));
    assert!(packages.builds_with(auth, shared));
    assert!(auth.is_member);
    let lines: Vec<_> = auth.dependencies.iter().map(|one| one.line).collect();
    assert_eq!(lines, [Some(4), Some(5)]);
    assert_eq!(packages.listed[&(Manager::Npm, "nest".to_owned())], "^10");
}

#[test]
fn pnpm_names_its_workspaces_in_a_file_of_its_own() {
    let files = files(&[
        ("package.json", "{}"),
        (
            "pnpm-workspace.yaml",
            "packages:\n  - 'apps/**'\n  - '!apps/old'\n",
        ),
        ("apps/web/front/package.json", "{\"name\": \"front\"}"),
        ("apps/old/package.json", "{\"name\": \"old\"}"),
    ]);
    let packages = Packages::of(&files);
    assert!(package(&packages, "front").is_member);
    assert!(!package(&packages, "old").is_member);
}

#[test]
fn the_versions_of_members_are_read_from_their_locks() {
    let lock = "[[package]]\nname = \"auth\"\nversion = \"0.1.0\"\ndependencies = [\n \"serde 1.0.1\",\n \"other\",\n]\n\n\
                [[package]]\nname = \"user\"\nversion = \"0.1.0\"\ndependencies = [\"serde 2.0.0\"]\n\n\
                [[package]]\nname = \"serde\"\nversion = \"1.0.1\"\nsource = \"registry\"\n\n\
                [[package]]\nname = \"serde\"\nversion = \"2.0.0\"\nsource = \"registry\"\n\n\
                [[package]]\nname = \"other\"\nversion = \"1.0.0\"\nsource = \"registry\"\n";
    let npm = "{\"packages\": {\n\"node_modules/nest\": {\"version\": \"10.1.0\"},\n\
               \"apps/web/node_modules/nest\": {\"version\": \"9.0.0\"}\n}}";
    let files = files(&[
        (
            "Cargo.toml",
            "[workspace]\nmembers = [\"*\"]\n[workspace.dependencies]\nserde = \"1\"\n",
        ),
        (
            "auth/Cargo.toml",
            "[package]\nname = \"auth\"\n[dependencies]\nserde.workspace = true\nother = \"1\"\n",
        ),
        (
            "user/Cargo.toml",
            "[package]\nname = \"user\"\n[dependencies]\nserde = \"2\"\n",
        ),
        ("Cargo.lock", lock),
        (
            "package.json",
            "{\"workspaces\": [\"apps/*\"], \"devDependencies\": {\"nest\": \"^10\"}}",
        ),
        (
            "apps/web/package.json",
            "{\"name\": \"web\", \"dependencies\": {\"nest\": \"^9\"}}",
        ),
        (
            "apps/api/package.json",
            "{\"name\": \"api\", \"dependencies\": {\"nest\": \"^10\"}}",
        ),
        ("package-lock.json", npm),
    ]);
    let told: Vec<_> = resolved(&Packages::of(&files), &files)
        .into_iter()
        .map(|found| {
            let found = found.unwrap();
            let line = found.line.unwrap();
            format!(
                "{}:{line} {} {} of {}",
                found.file, found.package, found.version, found.member
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @"
    Cargo.lock:15 serde 1.0.1 of auth
    Cargo.lock:20 serde 2.0.0 of user
    package-lock.json:2 nest 10.1.0 of api
    package-lock.json:3 nest 9.0.0 of web
    ");
}
