//! Where the token is found.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use orion_adapters::github::{Token, find_token};
use orion_app::forge::ForgeError;

/// Looks for a token where there are only these variables.
async fn find(host: &str, variables: &[(&str, &str)]) -> Result<Token, ForgeError> {
    let found = find_token(host, |name| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| OsString::from(value))
    });
    found.await
}

/// Where it was found; or, when it was not, what was tried.
async fn origin(host: &str, variables: &[(&str, &str)]) -> String {
    match find(host, variables).await {
        Ok(token) => token.origin,
        Err(ForgeError::NoToken { tried, .. }) => tried.join("; "),
        Err(error) => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn each_host_has_its_variables() {
    let all = [
        ("GH_TOKEN", "one"),
        ("GITHUB_TOKEN", "two"),
        ("GH_ENTERPRISE_TOKEN", "three"),
        ("GITHUB_ENTERPRISE_TOKEN", "four"),
    ];
    assert_eq!(origin("github.com", &all).await, "GH_TOKEN");
    assert_eq!(origin("github.com", &all[1..]).await, "GITHUB_TOKEN");
    assert_eq!(origin("ghe.example", &all).await, "GH_ENTERPRISE_TOKEN");
    assert_eq!(
        origin("ghe.example", &all[3..]).await,
        "GITHUB_ENTERPRISE_TOKEN"
    );
    // One host's is never another's.
    assert_eq!(
        origin("github.com", &all[2..]).await,
        "GH_TOKEN; GITHUB_TOKEN; gh auth token --hostname github.com (there is no `gh`)"
    );
    assert_eq!(
        origin("ghe.example", &all[..2]).await,
        "GH_ENTERPRISE_TOKEN; GITHUB_ENTERPRISE_TOKEN; \
         gh auth token --hostname ghe.example (there is no `gh`)"
    );
}

#[tokio::test]
async fn what_cannot_be_a_token_is_passed_over() {
    let odd = [("GH_TOKEN", "two\nlines"), ("GITHUB_TOKEN", " good \n")];
    assert_eq!(origin("github.com", &odd).await, "GITHUB_TOKEN");
    assert_eq!(
        origin("github.com", &[("GH_TOKEN", "  ")]).await,
        "GH_TOKEN (it holds no token); GITHUB_TOKEN; \
         gh auth token --hostname github.com (there is no `gh`)"
    );
}

#[cfg(unix)]
fn gh(directory: &Path, script: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    let file = directory.join("gh");
    fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn gh_is_asked_for_the_token_of_the_host() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().to_str().unwrap();
    gh(
        directory.path(),
        r#"test "$*" = "auth token --hostname ghe.example" && echo gho_one"#,
    );
    let variables = [("PATH", path), ("GH_TOKEN", "another-hosts")];
    assert_eq!(
        origin("ghe.example", &variables).await,
        "gh auth token --hostname ghe.example"
    );
    assert_eq!(
        origin("other.example", &variables).await,
        "GH_ENTERPRISE_TOKEN; GITHUB_ENTERPRISE_TOKEN; \
         gh auth token --hostname other.example (it knows none)"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn gh_may_not_take_for_ever() {
    let directory = tempfile::tempdir().unwrap();
    gh(directory.path(), "exec /bin/sleep 600");
    let variables = [("PATH", directory.path().to_str().unwrap())];
    assert_eq!(
        origin("github.com", &variables).await,
        "GH_TOKEN; GITHUB_TOKEN; gh auth token --hostname github.com (no answer within 5 s)"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    let directory = home.path().join(".config/orion");
    fs::create_dir_all(&directory).unwrap();
    let variables = [("HOME", home.path().to_str().unwrap())];
    for (host, name) in [
        ("github.com", "token"),
        ("ghe.example", "token-ghe.example"),
    ] {
        let file = directory.join(name);
        let path = file.display();
        let nothing = origin(host, &variables).await;
        assert!(
            nothing.ends_with(&format!("; {path} (there is no such file)")),
            "{nothing}"
        );
        fs::write(&file, "ghp_one\n").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        let refused = origin(host, &variables).await;
        let reason = format!("; {path} (others may read it: `chmod 600` takes that away)");
        assert!(refused.ends_with(&reason), "{refused}");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(origin(host, &variables).await, path.to_string());
    }
    // Where the configuration is elsewhere, it is looked for there.
    let elsewhere = [variables[0], ("XDG_CONFIG_HOME", "/nowhere")];
    let nothing = origin("github.com", &elsewhere).await;
    assert!(
        nothing.ends_with("; /nowhere/orion/token (there is no such file)"),
        "{nothing}"
    );
}
