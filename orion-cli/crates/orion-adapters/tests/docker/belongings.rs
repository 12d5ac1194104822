//! Networks, volumes and images of a stack.

use orion_app::stack::{Engine as _, EngineError};
use orion_core::stack::{Mount, MountSource};

use crate::stack::{ask, specimen, stack};

#[tokio::test]
async fn preparing_twice_makes_nothing_twice() {
    let stack = stack!("prepare");
    let volume = format!("{}-data", stack.project);
    for _ in 0..2 {
        stack
            .engine
            .prepare(&stack.project, std::slice::from_ref(&volume))
            .await
            .unwrap();
    }
    let gone = stack.engine.clear(&stack.project, false).await.unwrap();
    assert_eq!(gone, [stack.project.as_str()]);
    let gone = stack.engine.clear(&stack.project, true).await.unwrap();
    assert_eq!(gone, [volume]);
    assert!(
        stack
            .engine
            .clear(&stack.project, true)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn of_two_networks_with_one_name_one_stays() {
    let stack = stack!("networks");
    let project = &stack.project;
    for _ in 0..2 {
        let network =
            format!(r#"{{"Name":"{project}","Labels":{{"dev.orion.project":"{project}"}}}}"#);
        ask("POST", "/networks/create", &network);
    }
    stack.engine.prepare(project, &[]).await.unwrap();
    let gone = stack.engine.clear(project, false).await.unwrap();
    assert_eq!(gone, [project.as_str()]);
}

#[tokio::test]
async fn what_another_made_is_neither_used_nor_removed() {
    let stack = stack!("foreign");
    let name = stack.project.as_str();
    ask(
        "POST",
        "/networks/create",
        &format!(r#"{{"Name":"{name}"}}"#),
    );
    let volume = format!("{name}-data");
    ask(
        "POST",
        "/volumes/create",
        &format!(r#"{{"Name":"{volume}"}}"#),
    );

    let error = stack.engine.prepare(&stack.project, &[]).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains(&format!("docker network rm {name}")),
        "{error}"
    );
    assert!(
        stack
            .engine
            .clear(&stack.project, true)
            .await
            .unwrap()
            .is_empty()
    );
    ask("DELETE", &format!("/networks/{name}"), "");

    let volumes = [volume.clone()];
    let error = stack
        .engine
        .prepare(&stack.project, &volumes)
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains(&format!("docker volume rm {volume}")),
        "{error}"
    );
    stack.engine.clear(&stack.project, true).await.unwrap();
    let still = ask("GET", &format!("/volumes/{volume}"), "");
    assert!(still.contains(&volume), "{still}");
    ask("DELETE", &format!("/volumes/{volume}"), "");
}

#[tokio::test]
async fn volumes_keep_what_is_in_them_and_paths_are_mounted() {
    let mut stack = stack!("volumes");
    let volume = format!("{}-data", stack.project);
    let directory = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    std::fs::write(directory.path().join("file"), "from outside").unwrap();
    let mut spec = stack.spec("web", &["wait"]).await;
    spec.mounts = vec![
        Mount {
            source: MountSource::Volume(volume.clone()),
            target: "/data".to_owned(),
            read_only: false,
        },
        Mount {
            source: MountSource::Path(directory.path().to_str().unwrap().to_owned()),
            target: "/outside".to_owned(),
            read_only: true,
        },
    ];
    let engine = &stack.engine;
    for round in 0..2 {
        engine
            .prepare(&stack.project, std::slice::from_ref(&volume))
            .await
            .unwrap();
        let container = engine.create(&spec, &[]).await.unwrap();
        engine.start(&container).await.unwrap();
        if round == 0 {
            let write = ["/specimen", "write", "/data/file", "kept"].map(str::to_owned);
            assert_eq!(engine.check(&container, &write).await.unwrap().0, 0);
            let write = ["/specimen", "write", "/outside/file", "x"].map(str::to_owned);
            assert_ne!(engine.check(&container, &write).await.unwrap().0, 0);
        } else {
            for (file, expected) in [("/data/file", "kept"), ("/outside/file", "from outside")] {
                let read = ["/specimen", "read", file].map(str::to_owned);
                assert_eq!(engine.check(&container, &read).await.unwrap().1, expected);
            }
        }
        engine.remove(&container).await.unwrap();
    }
    spec.mounts[1].source = MountSource::Path("/none/at/all".to_owned());
    let error = engine.create(&spec, &[]).await.unwrap_err();
    assert!(
        matches!(&error, EngineError::Refused { reason, .. } if reason.contains("/none/at/all")),
        "{error}"
    );
}

#[tokio::test]
async fn thin_images_are_made_once_and_go_when_nothing_uses_them() {
    let mut stack = stack!("thin");
    let used = stack.image().await;
    let engine = &stack.engine;
    let tag = format!("{}-unused:1", stack.project);
    let project = &stack.project;
    let first = engine
        .thin_image(&specimen(), None, &tag, project)
        .await
        .unwrap();
    // The tag is all that counts: the file need not even be there.
    let missing = std::path::Path::new("/none");
    let again = engine
        .thin_image(missing, None, &tag, project)
        .await
        .unwrap();
    assert_eq!(first, again);
    assert!(!first.has_health_check);

    let onto = format!("{}-onto:1", stack.project);
    let based = engine
        .thin_image(&specimen(), Some(&tag), &onto, project)
        .await
        .unwrap();
    assert_ne!(based.id, first.id);

    let container = stack.started("web", &["wait"]).await;
    let engine = &stack.engine;
    let clearing = engine.clear(&stack.project, false).await;
    // The network is in use, and that is said; what could go went.
    assert!(
        matches!(clearing, Err(EngineError::Refused { .. })),
        "{clearing:?}"
    );
    for (image, stays) in [(&used, true), (&tag, false), (&onto, false)] {
        let image = engine.image(image).await.unwrap();
        assert_eq!(image.is_some(), stays, "{image:?}");
    }
    engine.remove(&container).await.unwrap();
    let gone = engine.clear(&stack.project, false).await.unwrap();
    assert_eq!(gone, [stack.project.to_string(), used]);
}

#[tokio::test]
async fn a_binary_that_cannot_be_read_is_a_failed_build() {
    let stack = stack!("no-binary");
    let tag = format!("{}-none:1", stack.project);
    let missing = std::path::Path::new("/none/binary");
    let error = stack
        .engine
        .thin_image(missing, None, &tag, &stack.project)
        .await
        .unwrap_err();
    assert!(matches!(error, EngineError::Build { .. }), "{error:?}");
    assert!(error.to_string().contains("/none/binary"), "{error}");
    assert_eq!(stack.engine.image(&tag).await.unwrap(), None);
}
