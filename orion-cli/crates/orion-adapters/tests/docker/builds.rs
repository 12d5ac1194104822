//! Images from Dockerfiles.

use std::fs;
use std::path::Path;

use orion_app::stack::{Engine as _, EngineError};
use orion_core::config::ContainerBuild;
use orion_core::path::RepoPath;
use orion_core::stack::ContainerId;

use crate::stack::{Stack, specimen, stack};

fn container_build(context: &str, dockerfile: &str) -> ContainerBuild {
    ContainerBuild {
        context: RepoPath::new(context),
        dockerfile: RepoPath::new(dockerfile),
        target: None,
        args: Vec::new(),
    }
}

/// A directory with the specimen and these files.
fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    fs::copy(specimen(), directory.path().join("specimen")).unwrap();
    for (path, content) in files {
        let path = directory.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    directory
}

async fn build(
    stack: &mut Stack,
    wanted: &ContainerBuild,
    top: &Path,
) -> (Result<String, EngineError>, Vec<String>) {
    let tag = format!("{}-built:1", stack.project);
    stack.remove_at_the_end(&tag);
    let mut lines = Vec::new();
    let result = stack
        .engine
        .build(wanted, top, &tag, &stack.project, |line| lines.push(line))
        .await;
    if result.is_err() {
        // What was built before it failed stays in the engine's cache.
        let layers = lines.iter().filter_map(|line| line.strip_prefix(" ---> "));
        for layer in layers.filter(|layer| layer.len() == 12) {
            stack.remove_at_the_end(layer);
        }
    }
    (result.map(|_| tag), lines)
}

/// Starts the specimen from that image.
async fn start(stack: &mut Stack, image: &str) -> ContainerId {
    let mut spec = stack.spec("built", &["/specimen", "wait"]).await;
    spec.image = image.to_owned();
    stack.engine.prepare(&stack.project, &[]).await.unwrap();
    let container = stack.engine.create(&spec, &[]).await.unwrap();
    stack.engine.start(&container).await.unwrap();
    container
}

async fn has(stack: &Stack, container: &ContainerId, path: &str) -> bool {
    let command = ["/specimen", "stat", path].map(str::to_owned);
    stack.engine.check(container, &command).await.unwrap().0 == 0
}

#[tokio::test]
async fn what_is_ignored_is_not_there() {
    let mut stack = stack!("ignored");
    let top = tree(&[
        (
            "Dockerfile",
            "FROM scratch\nARG NAME\nCOPY . /\nENV NAME=$NAME\n",
        ),
        (
            ".dockerignore",
            "# not this\n**/*.log\nsecret\n!secret/but-this\n",
        ),
        ("a/b/x.log", ""),
        ("a/b/x.txt", "x"),
        ("secret/this", ""),
        ("secret/but-this", ""),
    ]);
    std::os::unix::fs::symlink("a/b/x.txt", top.path().join("link")).unwrap();
    let mut wanted = container_build("", "Dockerfile");
    wanted.args.push((
        orion_core::config::VariableName::new("NAME").unwrap(),
        "a value".to_owned(),
    ));
    let (tag, lines) = build(&mut stack, &wanted, top.path()).await;
    let tag = tag.unwrap();
    assert!(
        lines.iter().any(|line| line.contains("COPY . /")),
        "{lines:?}"
    );
    let container = start(&mut stack, &tag).await;
    for (path, expected) in [
        ("/a/b/x.txt", true),
        ("/link", true),
        ("/a/b/x.log", false),
        ("/secret/this", false),
        ("/secret/but-this", true),
    ] {
        assert_eq!(has(&stack, &container, path).await, expected, "{path}");
    }
    let command = ["/specimen", "environment", "NAME"].map(str::to_owned);
    let (_, value) = stack.engine.check(&container, &command).await.unwrap();
    assert_eq!(value, "Ok(\"a value\")");
    // `down` leaves it: building it again takes long.
    stack.engine.remove(&container).await.unwrap();
    let gone = stack.engine.clear(&stack.project, true).await.unwrap();
    assert!(!gone.contains(&tag), "{gone:?}");
}

#[tokio::test]
async fn a_dockerfile_in_a_directory_with_rules_of_its_own_and_a_stage() {
    let mut stack = stack!("stages");
    let top = tree(&[]);
    let context = top.path().join("service");
    fs::create_dir_all(context.join("docker")).unwrap();
    fs::copy(specimen(), context.join("specimen")).unwrap();
    fs::write(context.join("left-out"), "").unwrap();
    fs::write(context.join(".dockerignore"), "specimen").unwrap();
    fs::write(
        context.join("docker/Dockerfile"),
        "FROM scratch AS wanted\nCOPY . /\nHEALTHCHECK CMD [\"/specimen\", \"exit\", \"0\"]\nFROM wanted\nCOPY none /\n",
    )
    .unwrap();
    fs::write(
        context.join("docker/Dockerfile.dockerignore"),
        "left-out\ndocker",
    )
    .unwrap();
    let mut wanted = container_build("service", "docker/Dockerfile");
    wanted.target = Some("wanted".to_owned());
    let (tag, lines) = build(&mut stack, &wanted, top.path()).await;
    let tag = tag.unwrap_or_else(|error| panic!("{error}: {lines:?}"));
    assert!(
        stack
            .engine
            .image(&tag)
            .await
            .unwrap()
            .unwrap()
            .has_health_check
    );
    let container = start(&mut stack, &tag).await;
    assert!(!has(&stack, &container, "/left-out").await);
}

#[tokio::test]
async fn what_only_buildkit_does_is_given_to_it() {
    let mut stack = stack!("buildkit");
    let top = tree(&[(
        "Dockerfile",
        "FROM scratch\nCOPY specimen /specimen\nRUN --mount=type=cache,target=/cache [\"/specimen\", \"write\", \"/kept\", \"x\"]\n",
    )]);
    let (tag, lines) = build(&mut stack, &container_build("", "Dockerfile"), top.path()).await;
    let tag = tag.unwrap_or_else(|error| panic!("{error}: {lines:?}"));
    assert!(
        lines.iter().any(|line| line.contains("COPY specimen")),
        "{lines:?}"
    );
    let container = start(&mut stack, &tag).await;
    assert!(has(&stack, &container, "/kept").await);

    fs::write(
        top.path().join("Dockerfile"),
        "FROM scratch\nCOPY specimen /specimen\nRUN --mount=type=tmpfs,target=/x [\"/specimen\", \"exit\", \"7\"]\n",
    )
    .unwrap();
    let (failed, _) = build(&mut stack, &container_build("", "Dockerfile"), top.path()).await;
    let error = failed.unwrap_err();
    assert!(
        matches!(&error, EngineError::Build { reason, .. } if reason.contains('7')),
        "{error}"
    );
}

#[tokio::test]
async fn a_failed_build_says_why() {
    let mut stack = stack!("failed");
    for (dockerfile, expected) in [
        ("FROM scratch\nCOPY none /\n", "none"),
        (
            "FROM scratch\nCOPY specimen /\nRUN [\"/specimen\", \"exit\", \"7\"]\n",
            "code: 7",
        ),
        ("FROM localhost:1/none:1\n", "localhost:1"),
        ("NONSENSE\n", "NONSENSE"),
    ] {
        let top = tree(&[("Dockerfile", dockerfile)]);
        let (failed, lines) =
            build(&mut stack, &container_build("", "Dockerfile"), top.path()).await;
        let error = failed.unwrap_err();
        assert!(matches!(error, EngineError::Build { .. }), "{error:?}");
        assert!(error.to_string().contains(expected), "{error}: {lines:?}");
    }
    let top = tree(&[(".dockerignore", "a\n!")]);
    let (failed, _) = build(&mut stack, &container_build("", "Dockerfile"), top.path()).await;
    assert!(failed.unwrap_err().to_string().contains("`Dockerfile`"));
    fs::write(top.path().join("Dockerfile"), "FROM scratch\n").unwrap();
    let (failed, _) = build(&mut stack, &container_build("", "Dockerfile"), top.path()).await;
    let error = failed.unwrap_err().to_string();
    assert!(error.contains("`.dockerignore`: line 2"), "{error}");
}
